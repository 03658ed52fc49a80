"""No part of the house escapes the import contracts, and no decision its index."""

import re
from pathlib import Path


def test_every_folder_of_code_is_a_package(repository: Path) -> None:
    folders = {path.parent for package in ("zhicheng", "config") for path in (repository / package).rglob("*.py")}
    assert repository / "zhicheng" / "domain" in folders
    assert (
        sorted(str(folder.relative_to(repository)) for folder in folders if not (folder / "__init__.py").exists()) == []
    )


def test_every_decision_is_in_the_index_numbered_and_short(repository: Path) -> None:
    folder = repository / "docs" / "adr"
    pages = sorted(folder.glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    index = (folder / "README.md").read_text("utf-8")
    for page in pages:
        text = page.read_text("utf-8")
        title = re.match(rf"# {int(page.name[:4])}\. (.+)\n", text)
        assert title, page.name
        assert f"[{int(page.name[:4])}. {title[1]}]({page.name})" in index
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], page.name
        assert len(text.splitlines()) <= 40, page.name
