"""A pack's content as the controls of a form, and back: one table of fields serves every section of every pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zhicheng.policy.pack_fields import PEOPLE, REGIONS, SERIES, Field, Group, Kind, Part, Shape
from zhicheng.policy.pack_words import FLAG, Words

Content = dict[str, Any]
Posted = Mapping[str, Sequence[str]]
Table = list[dict[str, str]]
Windows = Mapping[str, range]
LONGEST_NUMBER = 9  # digits


@dataclass(frozen=True, slots=True)
class Control:
    """One control: its `name` is the path of the value; `chosen` what is typed or ticked; `faults` what is wrong."""

    name: str
    label: str
    kind: Kind
    chosen: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    hint: str = ""
    faults: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return id_of(self.name)

    @property
    def text(self) -> str:
        """What stands in a text box."""
        return "\n".join(self.chosen)


@dataclass(frozen=True, slots=True)
class Row:
    """Controls that belong together: a value with its clause, or a row of a list, which may be taken out."""

    path: str
    heading: str
    controls: tuple[Control, ...]
    removable: bool = False
    is_new: bool = False
    remark: str = ""
    faults: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return id_of(self.path)

    @property
    def wrong(self) -> bool:
        return bool(self.faults) or any(control.faults for control in self.controls)


@dataclass(frozen=True, slots=True)
class Filled:
    """A group with what it holds; `faults` are those of no single row."""

    group: Group
    rows: tuple[Row, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What a form shows and takes: the content, the tables of the catalogue by name, the labels of the pack's codes."""

    content: Content
    tables: Mapping[str, Table] = field(default_factory=dict)

    def words(self, one: Words | None) -> Words:
        """A closed list; the regions and the series are those that this very pack names."""
        if one is REGIONS:
            return {str(row.get("code")): str(row.get("name")) for row in rows_in(self.content.get("regions"))}
        if one is SERIES:
            return {row["code"]: row["series"] for row in self.tables.get("series", [])}
        if one is PEOPLE:
            return {row["name"]: row["name"] for row in self.tables.get("people", [])}
        return one or {}


def id_of(name: str) -> str:
    """A path as the id of an element: letters, digits and hyphens only."""
    return "f-" + "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name)


def rows_in(value: Any) -> list[dict[str, Any]]:
    """The mappings of a list, whatever else lies there."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


# -- showing --------------------------------------------------------------------------------------------------------


def filled(
    part: Part, sheet: Sheet, *, more: Mapping[str, int] | None = None, windows: Windows | None = None
) -> list[Filled]:
    """The groups of a part with what the content holds; `more` blank rows at the end of a list, by its path.

    Of a list with a window only the rows of these places are shown.
    """
    return [
        Filled(group, tuple(_rows(group, sheet, (more or {}).get(group.path, 0), (windows or {}).get(group.path))))
        for group in part.groups
    ]


def _rows(group: Group, sheet: Sheet, more: int, window: range | None) -> list[Row]:
    if group.shape in (Shape.ROWS, Shape.BY_REGION, Shape.TABLE):
        held = listed_rows(group, sheet)
        places = ((index, row) for index, row in enumerate(held) if window is None or index in window)
        shown = [_row(group, sheet, index, row) for index, row in places]
        return shown + [_row(group, sheet, len(held) + step, None) for step in range(more)]
    section = _at(sheet.content, group.path)
    return [_value_row(group, one, section, sheet) for one in group.fields]


def _at(content: Content, path: str) -> Content:
    section = content.get(path) if path else content
    return section if isinstance(section, dict) else {}


def listed_rows(group: Group, sheet: Sheet) -> list[dict[str, Any]]:
    """The rows of a list, of a region's lists, or of a table, each as a mapping."""
    if group.shape is Shape.TABLE:
        return [dict(row) for row in sheet.tables.get(group.path, [])]
    value = sheet.content.get(group.path)
    if group.shape is Shape.BY_REGION:
        regions = value if isinstance(value, dict) else {}
        return [{"region": code, **row} for code, rows in regions.items() for row in rows_in(rows)]
    return rows_in(value)


def _row(group: Group, sheet: Sheet, index: int, row: dict[str, Any] | None) -> Row:
    path = f"{group.path}[{index}]"
    controls: list[Control] = []
    for one in group.fields:
        controls += _controls(one, f"{path}.{one.name}", (row or {}).get(one.name, _unset(one)), sheet)
    heading = f"新的{group.one}" if row is None else heading_of(group, row, sheet)
    return Row(path, heading, tuple(controls), removable=True, is_new=row is None)


def _unset(one: Field) -> Any:
    return one.default if one.may_be_left_out else None


def _value_row(group: Group, one: Field, section: Content, sheet: Sheet) -> Row:
    path = f"{group.path}.{one.name}" if group.path else one.name
    value = section.get(one.name, _unset(one))
    if group.shape is not Shape.RULED:
        return Row(path, one.label, tuple(_controls(one, path, value, sheet)))
    ruled = value if isinstance(value, dict) and "value" in value else {"value": _unset(one)}
    controls = [
        *_controls(one, path, ruled.get("value"), sheet),
        *_controls(_CLAUSE, f"{path}.clause", ruled.get("clause"), sheet),
        *_controls(_UNCERTAIN, f"{path}.uncertain", ruled.get("uncertain", False), sheet),
    ]
    return Row(path, one.label, tuple(controls))


_CLAUSE = Field("clause", "依据", Kind.CLAUSE)
_UNCERTAIN = Field("uncertain", "待核实", Kind.TICK, default=False)


def _controls(one: Field, name: str, value: Any, sheet: Sheet) -> list[Control]:
    """One control, or one for each key where something is said of every word of a list."""
    if one.keys is not None:
        given = value if isinstance(value, dict) else {}
        inner = replace(
            one, keys=None, kind=_INNER[one.kind], default=None if one.kind is Kind.EACH_WHOLE else one.default
        )
        return [
            replace(_control(inner, f"{name}.{key}", given.get(key), sheet), label=label)
            for key, label in one.keys.items()
        ]
    return [_control(one, name, value, sheet)]


_INNER = {Kind.EACH_CODE: Kind.CODE, Kind.EACH_WHOLE: Kind.WHOLE}


def _control(one: Field, name: str, value: Any, sheet: Sheet) -> Control:
    chosen = tuple(typed(one.kind, value))
    words = FLAG if one.kind is Kind.FLAG else sheet.words(one.words)
    options: list[tuple[str, str]] = list(words.items())
    if one.kind is Kind.CODE and (one.nothing or one.may_be_left_out is False):
        options.insert(0, ("", one.nothing or "请选择"))
    if one.kind in (Kind.CODE, Kind.CODES, Kind.SPACED, Kind.FLAG):
        options += [(code, f"没有这个代码：{code}") for code in chosen if code and code not in words]
    optional = one.may_be_left_out or bool(one.nothing)
    return Control(name, one.label, one.kind, chosen, tuple(options), optional, one.hint)


def typed(kind: Kind, value: Any) -> list[str]:
    """A value as what a form holds: one text, or the ticked codes."""
    if kind in (Kind.CODES, Kind.LINES, Kind.DAYS):
        many = isinstance(value, list | tuple | set | frozenset)
        return [str(one) for one in value] if many else [] if value is None else [str(value)]
    if kind is Kind.SPACED:
        return str(value or "").split()
    if value is None:
        return [""]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return [value.isoformat() if isinstance(value, date) else str(value)]


def heading_of(group: Group, row: Mapping[str, Any], sheet: Sheet) -> str:
    """By what an officer knows the row."""
    said = [_said(one, row.get(one.name), sheet) for one in group.fields if one.name in group.names]
    return " · ".join(part for part in said if part) or f"没有写完的{group.one}"


def _said(one: Field, value: Any, sheet: Sheet) -> str:
    words = sheet.words(one.words)
    texts = [words.get(text, text) for text in typed(one.kind, value) if text]
    if one.kind is Kind.CODE and not texts:
        return one.nothing
    if one.kind is Kind.WHOLE and texts:
        return f"满 {texts[0]} 年" if texts != ["0"] else "取得即可"
    return "整个系列" if texts == ["*"] else "、".join(texts)


# -- taking ---------------------------------------------------------------------------------------------------------


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
            content[group.path] = _posted_section(group, _at(content, group.path), posted)
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
    unset = typed(one.kind, _unset(one))
    return [text for text in posted.get(name, ()) if text.strip()] != [text for text in unset if text]


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
            clause = _posted_value(_CLAUSE, f"{path}.clause", posted)
            uncertain = _posted_value(_UNCERTAIN, f"{path}.uncertain", posted)
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
        inner = replace(one, keys=None, kind=_INNER[one.kind])
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


# -- faults ---------------------------------------------------------------------------------------------------------


def with_faults(groups: Sequence[Filled], faults: Sequence[tuple[str, str]]) -> tuple[list[Filled], list[str]]:
    """Each fault (path, words) at its control, else at its row or group; those of none of them come second."""
    left = list(faults)
    marked = [_mark_group(one, left) for one in groups]
    return marked, [words for _, words in left]


def _mark_group(one: Filled, left: list[tuple[str, str]]) -> Filled:
    rows = tuple(_mark_row(row, left) for row in one.rows)
    path = one.group.path
    return replace(one, rows=rows, faults=_take(left, path) if path else ())


def _mark_row(row: Row, left: list[tuple[str, str]]) -> Row:
    nearest = sorted(row.controls, key=lambda control: -len(control.name))
    found = {control.name: _take(left, control.name) for control in nearest}
    controls = tuple(replace(control, faults=found[control.name]) for control in row.controls)
    return replace(row, controls=controls, faults=_take(left, row.path))


def _take(left: list[tuple[str, str]], path: str) -> tuple[str, ...]:
    """Take from `left` what is wrong at this path or below it."""
    mine = [one for one in left if one[0] == path or one[0].startswith((f"{path}.", f"{path}["))]
    for one in mine:
        left.remove(one)
    return tuple(words for _, words in mine)
