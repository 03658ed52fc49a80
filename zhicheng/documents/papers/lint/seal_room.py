"""Whether the page of a paper that bears a seal leaves room for one: without, it is sealed and nobody sees it."""

import json
from collections.abc import Iterable
from pathlib import Path

from zhicheng.documents.papers.lint.source import Group, Item, read_source
from zhicheng.documents.papers.renderer import FIXED, SEAL_PARTS
from zhicheng.domain.seal_place import SealPlace

WITH_ROOM = frozenset(
    {
        "bureau_notice",
        "certificate",
        "correction_notice",
        "official_document",
        "refusal_notice",
        "reinstatement_notice",
        "revocation_notice",
    }
)
NO_ROOM = f"没有给印章留位置：请调用 {' 或 '.join(SEAL_PARTS)}，或在 {FIXED} 里写明位置。"
WIDTH_MM, HEIGHT_MM = 210, 297


def room_faults(kind: str, folder: Path) -> list[tuple[str, str]]:
    """What is wrong with the room for the seal in the edition in `folder`, by file."""
    if kind not in WITH_ROOM or _tells(read_source((folder / "page.typ").read_text(encoding="utf-8"))):
        return []
    if not (folder / FIXED).is_file():
        return [("page.typ", NO_ROOM)]
    try:
        place = SealPlace(**json.loads((folder / FIXED).read_text(encoding="utf-8")))
        radius = place.diameter_mm / 2
        whole = radius <= place.x_mm <= WIDTH_MM - radius and radius <= place.y_mm <= HEIGHT_MM - radius
        return [] if place.page >= 1 and radius > 0 and whole else [(FIXED, "印章不在页面以内。")]
    except (ValueError, TypeError):
        return [(FIXED, "应当写明 page、x_mm、y_mm、diameter_mm 四个数。")]


def _tells(items: Iterable[Item]) -> bool:
    """Whether one of the parts is called anywhere in the tree."""
    row = list(items)
    return any(
        _tells(item.items)
        if isinstance(item, Group)
        else item.text in SEAL_PARTS and at + 1 < len(row) and isinstance(row[at + 1], Group)
        for at, item in enumerate(row)
    )
