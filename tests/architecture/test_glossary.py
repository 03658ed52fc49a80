"""Each name that the glossary gives is a name in the code."""

import re
from pathlib import Path

import pytest


def names(repository: Path) -> list[str]:
    rows = [line for line in (repository / "docs/glossary.md").read_text().splitlines() if line.startswith("| ")][1:]
    return sorted({name for row in rows for name in re.findall(r"`([A-Za-z_]+)`", row)})


def test_every_name_in_the_glossary_stands_in_the_code(repository: Path) -> None:
    code = "\n".join(path.read_text() for path in (repository / "zhicheng").rglob("*.py"))
    missing = [name for name in names(repository) if not re.search(rf"\b{name}\b", code)]
    if missing:
        pytest.fail(f"docs/glossary.md names what is not in the code: {missing}")


def test_the_glossary_is_read_at_all(repository: Path) -> None:
    assert len(names(repository)) > 60
