"""No place is named in the code: what one place decides is in its pack, and only the demo has a world of its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import zhicheng
from zhicheng.policy.packs import load_pack, pack_ids

HOUSE = Path(zhicheng.__file__).parent
SPECIMENS = HOUSE / "web" / "parts" / "samples.py"  # the design page's examples, in the demo's invented place


def names_of(pack_id: str) -> set[str]:
    pack = load_pack(pack_id)
    return {pack.place, *(name for one in pack.regions.values() for name in (one.code, one.name))}


def said(path: Path) -> Iterator[str]:
    """The texts with which a file works: a module's strings without its docstrings, a template as a whole."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield text
        return
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def is_named(name: str, text: str) -> bool:
    """A code stands as the whole text, a place's name anywhere in it."""
    return name == text if name.isascii() else name in text


TEXTS = [
    (path.relative_to(HOUSE).as_posix(), text)
    for path in sorted(HOUSE.rglob("*"))
    if path.suffix in (".py", ".html") and path != SPECIMENS and "demo" not in path.relative_to(HOUSE).parts
    for text in said(path)
]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_no_region_and_no_place_of_a_pack_is_named_in_the_code(pack_id: str) -> None:
    names = names_of(pack_id)
    assert {(path, name) for path, text in TEXTS for name in names if is_named(name, text)} == set()


def test_the_search_finds_a_name_and_passes_over_a_docstring(tmp_path: Path) -> None:
    source = tmp_path / "some.py"
    source.write_text('"""About 湖州市."""\nHERE = "湖州市人社局" if "330500" else ""\n', "utf-8")
    texts = list(said(source))
    assert [name for name in sorted(names_of("huzhou-2024")) if any(is_named(name, text) for text in texts)] == [
        "330500",
        "湖州市",
    ]
    assert not any("About" in text for text in texts)
