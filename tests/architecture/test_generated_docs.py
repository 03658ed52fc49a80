"""The pages that are written from the tables are as the tables are."""

from pathlib import Path

import pytest

from zhicheng.jobs.handbook import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_generated_page_is_fresh(name: str, repository: Path) -> None:
    assert (repository / "docs" / name).read_text(encoding="utf-8") == PAGES[name]()
