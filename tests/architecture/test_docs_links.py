"""Every link from one of our documents to another, or into the code, leads somewhere."""

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def dead_links(document: Path) -> list[str]:
    """The relative links of a Markdown file whose file or heading is not there."""
    text = FENCE.sub("", document.read_text("utf-8"))
    targets = [one or other for one, other in LINK.findall(text)]
    return [target for target in targets if not _outside(target) and not _alive(document, target)]


def _outside(target: str) -> bool:
    return bool(re.match(r"[a-z]+:", target))


def _alive(document: Path, target: str) -> bool:
    path, _, anchor = unquote(target).partition("#")
    file = (document.parent / path).resolve() if path else document
    if not file.exists():
        return False
    return not anchor or file.suffix != ".md" or anchor in _anchors(file)


def _anchors(document: Path) -> set[str]:
    headings = HEADING.findall(FENCE.sub("", document.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_no_link_of_our_documents_is_dead(repository: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.md"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    )
    documents = [repository / name for name in listed.stdout.splitlines()]
    assert documents
    dead = {str(path.relative_to(repository)): dead_links(path) for path in documents if path.exists()}
    assert {name: links for name, links in dead.items() if links} == {}


@pytest.mark.parametrize(
    ("link", "found"),
    [("other.md", []), ("other.md#the-end", []), ("missing.md", ["missing.md"]), ("other.md#no", ["other.md#no"])],
)
def test_a_dead_link_is_found(tmp_path: Path, link: str, found: list[str]) -> None:
    (tmp_path / "other.md").write_text("# Start\n\n## The end\n")
    document = tmp_path / "one.md"
    document.write_text(f"See [there]({link}) and [outside](https://example.org/x).\n")
    assert dead_links(document) == found
