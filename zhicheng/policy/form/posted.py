"""What a form of the policy desk sent, taken back into the pack's content: right or wrong, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from zhicheng.policy.form.controls import (
    CLAUSE,
    INNER,
    UNCERTAIN,
    Content,
    Sheet,
    Windows,
    listed_rows,
    section_at,
    typed,
    unset,
)
from zhicheng.policy.form.field import Field, Group, Kind, Part, Shape

Posted = Mapping[str, Sequence[str]]
LONGEST_NUMBER = 9  # digits


def taken(part: Part, sheet: Sheet, posted: Posted, *, windows: Windows | None = None) -> Sheet:
    """The sheet with a part as it was posted; what cannot be read as its kind is kept as it was typed.

    What may be left out stays out where it says nothing else than its default and was not written before. Rows
    outside of their list's window were not on the page, and stay.
    """
    content, tables, shown = dict(sheet.content), dict(sheet.tables), windows or {}
    for group in part.groups:
        if group.shape is Shape.TABLE:
            tables[group.path] = [_cells(row) for row in _posted_rows(group, sheet, posted, shown.get(group.path))]
        elif group.shape is Shape.BY_REGION:
            content[group.path] = _by_region(_posted_rows(group, sheet, posted))
        elif group.shape is Shape.ROWS:
            rows = _posted_rows(group, sheet, posted)
            if rows or not group.optional or group.path in content:
                content[group.path] = rows
        elif group.path:
            content[group.path] = _posted_section(group, section_at(content, group.path), posted)
        else:
            content = _posted_section(group, content, posted)
    return Sheet(content, tables)


def _cells(row: Content) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in row.items()}


def _by_region(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(str(row.pop("region", "") or ""), []).append(row)
    return found


def _posted_rows(group: Group, sheet: Sheet, posted: Posted, window: range | None = None) -> list[dict[str, Any]]:
    before = listed_rows(group, sheet)
    unseen = {index for index in range(len(before)) if window is not None and index not in window}
    rows = []
    for index in sorted({*_indices(group.path, posted), *unseen}):
        if index in unseen:
            rows.append(before[index])
            continue
        path = f"{group.path}[{index}]"
        if posted.get(f"{path}.remove"):
            continue
        old = before[index] if index < len(before) else None
        if old is None and not any(_given(one, f"{path}.{one.name}", posted) for one in group.fields):
            continue
        read = {one.name: _posted_value(one, f"{path}.{one.name}", posted) for one in group.fields}
        rows.append(_written(group.fields, read, old or {}, everything=group.shape is Shape.TABLE))
    return rows


def _indices(path: str, posted: Posted) -> list[int]:
    start = f"{path}["
    texts = {name[len(start) :].partition("]")[0] for name in posted if name.startswith(start)}
    return sorted(int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER)


def _given(one: Field, name: str, posted: Posted) -> bool:
    """Whether somebody typed or ticked anything that says more than the default."""
    untouched = typed(one.kind, unset(one))
    return [text for text in posted.get(name, ()) if text.strip()] != [text for text in untouched if text]


def _written(fields: Sequence[Field], read: Content, old: Content, *, everything: bool = False) -> Content:
    """What is written down: names that the table does not know stay as they are, defaults stay out."""
    known = {one.name for one in fields}
    kept = {name: value for name, value in old.items() if name not in known}
    for one in fields:
        value = _in_old_order(read[one.name], old.get(one.name))
        if everything or one.name in old or not _is_default(one, value):
            kept[one.name] = value
    order = [*old, *(one.name for one in fields)]
    return {name: kept[name] for name in dict.fromkeys(order) if name in kept}


def _is_default(one: Field, value: Any) -> bool:
    if not one.may_be_left_out:
        return False
    return sorted(value) == sorted(one.default) if isinstance(value, list) else value == one.default


def _posted_section(group: Group, old: Content, posted: Posted) -> Content:
    section = dict(old)
    for one in group.fields:
        path = f"{group.path}.{one.name}" if group.path else one.name
        value = _posted_value(one, path, posted)
        if group.shape is Shape.RULED:
            before = old.get(one.name) if isinstance(old.get(one.name), dict) else {}
            clause = _posted_value(CLAUSE, f"{path}.clause", posted)
            uncertain = _posted_value(UNCERTAIN, f"{path}.uncertain", posted)
            if one.name not in old and _is_default(one, value) and clause is None and not uncertain:
                continue
            pair = {"value": _in_old_order(value, (before or {}).get("value")), "clause": clause}
            section[one.name] = pair | ({"uncertain": uncertain} if uncertain or "uncertain" in (before or {}) else {})
        else:
            section[one.name] = value
    return section


def _in_old_order(value: Any, old: Any) -> Any:
    """The same codes as before stay in the order in which they were written."""
    same = isinstance(value, list) and isinstance(old, list) and sorted(map(str, value)) == sorted(map(str, old))
    return old if same else value


def _posted_value(one: Field, name: str, posted: Posted) -> Any:
    if one.keys is not None:
        inner = replace(one, keys=None, kind=INNER[one.kind])
        read = {key: _posted_value(inner, f"{name}.{key}", posted) for key in one.keys}
        return {key: value for key, value in read.items() if value is not None} if one.kind is Kind.EACH_WHOLE else read
    texts = [clean(text) for text in posted.get(name, ())]
    if one.kind is Kind.CODES:
        return [text for text in dict.fromkeys(texts) if text]
    if one.kind is Kind.SPACED:
        return " ".join(text for text in dict.fromkeys(texts) if text)
    text = texts[-1] if texts else ""
    if one.kind in (Kind.LINES, Kind.DAYS):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return [_day(line) for line in lines] if one.kind is Kind.DAYS else lines
    return _read(one, text.strip())


def _read(one: Field, text: str) -> Any:
    if one.kind in (Kind.FLAG, Kind.TICK):
        return {"true": True, "false": False, "": False}.get(text, text)
    if not text:
        return one.default if one.may_be_left_out else _nothing(one)
    if one.kind is Kind.WHOLE and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return int(text)
    if one.kind is Kind.DAY:
        return _day(text)
    return text


def _nothing(one: Field) -> Any:
    return "" if one.kind in (Kind.TEXT, Kind.LONG) and not one.nothing else None


def _day(text: str) -> Any:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def clean(text: str) -> str:
    """Without the signs that no page shows and no database keeps."""
    return "".join(sign for sign in text if sign in "\n\t" or (ord(sign) >= 32 and not 127 <= ord(sign) < 160))
