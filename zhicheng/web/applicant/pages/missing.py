"""What stands between a draft and its submission, line by line as the check page lists it."""

from collections.abc import Iterable
from typing import Any

from zhicheng.domain.archive import section_of
from zhicheng.domain.faults import Defect
from zhicheng.web.applicant.pages.places import place_of, shown_defect


def shown_missing(missing: Iterable[Defect], entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The defects for the component; those of an entry in which nothing was filled in become one line.

    `entries` are those of the copy that would be frozen, each section in the order its entries were made.
    """
    standing = {entry["id"] for entry in entries}
    blank = {entry["id"]: _heading(entry, entries) for entry in entries if _is_blank(entry)}
    groups: dict[str, list[Defect]] = {}
    for defect in missing:
        entry = _entry_of(defect)
        groups.setdefault(entry if entry in blank else f"{len(groups)}", []).append(defect)
    return [
        _line(blank[key], defects, standing) if key in blank else shown_defect(defects[0], standing)
        for key, defects in groups.items()
    ]


def _entry_of(defect: Defect) -> str:
    kind, *rest = defect.where.split(":")
    return rest[1] if kind == "archive" and len(rest) > 1 else ""


def _is_blank(entry: dict[str, Any]) -> bool:
    return not any(str(value or "").strip() for value in [*entry["values"].values(), *entry["files"].values()])


def _heading(entry: dict[str, Any], entries: list[dict[str, Any]]) -> str:
    section = section_of(entry["section"])
    if not section.repeats:
        return f"{section.label}（还没有填写）"
    place = [one["id"] for one in entries if one["section"] == section.code].index(entry["id"]) + 1
    return f"{section.label}（第 {place} 条，还没有填写）"


def _line(heading: str, defects: list[Defect], standing: set[str]) -> dict[str, Any]:
    _, section, entry, *_ = defects[0].where.split(":")
    url, _ = place_of(f"archive:{section}:{entry}", standing)
    act = "去填写或删除" if section_of(section).repeats else "去填写"
    return {"what": f"{heading}：{len(defects)} 处未填", "clause": None, "cure": "", "url": url, "where": act}
