"""What a corrected submission says otherwise than the one before it."""

from dataclasses import dataclass
from typing import Any

from zhicheng.domain.archive import section_of, value_label
from zhicheng.policy.deployment import closed_lists

TARGET_WORDS = {"series_name": "系列", "speciality": "申报专业", "level_name": "级别", "title": "资格名称"}


@dataclass(frozen=True, slots=True)
class Change:
    """One value: where, what it was, what it is now ("" for nothing)."""

    label: str
    before: str
    after: str


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Every value that differs between two frozen copies, in the order of the newer one."""
    found = [
        Change(word, before["target"].get(key) or "", after["target"].get(key) or "")
        for key, word in TARGET_WORDS.items()
        if before["target"].get(key) != after["target"].get(key)
    ]
    if _employer(before) != _employer(after):
        found.append(Change("用人单位", _employer(before), _employer(after)))
    old = {entry["id"]: entry for entry in before["entries"]}
    new = {entry["id"]: entry for entry in after["entries"]}
    for key, entry in new.items():
        found += _of_entry(old.get(key), entry, before, after)
    gone = [entry for key, entry in old.items() if key not in new]
    return found + [Change(f"{_section(entry)}，已删除", entry["title"], "") for entry in gone]


def _of_entry(
    old: dict[str, Any] | None, new: dict[str, Any], before: dict[str, Any], after: dict[str, Any]
) -> list[Change]:
    if old is None:
        return [Change(f"{_section(new)}，新增", "", new["title"])]
    found = []
    for field in section_of(new["section"]).fields:
        was, is_now = old["values"].get(field.name) or "", new["values"].get(field.name) or ""
        if was == is_now:
            continue
        label = f"{_section(new)} · {field.label}"
        if field.kind == "file":
            found.append(Change(label, _file(before, was), _file(after, is_now)))
        else:
            lists = closed_lists()
            found.append(Change(label, value_label(field, was, lists=lists), value_label(field, is_now, lists=lists)))
    return found


def _section(entry: dict[str, Any]) -> str:
    return section_of(entry["section"]).label


def _employer(body: dict[str, Any]) -> str:
    return str((body.get("employer") or {}).get("name", ""))


def _file(body: dict[str, Any], handle: str) -> str:
    known = body.get("files", {}).get(handle)
    return known["name"] if known else ""
