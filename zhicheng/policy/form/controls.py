"""A pack's content as the controls of a form: one table of fields serves every section of every pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zhicheng.policy.form import fields as pack_fields
from zhicheng.policy.form.field import PEOPLE, REGIONS, SERIES, Field, Group, Kind, Part, Shape
from zhicheng.policy.words.labels import FLAG, Words

Content = dict[str, Any]
Table = list[dict[str, str]]
Windows = Mapping[str, range]


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
    section = section_at(sheet.content, group.path)
    return [_value_row(group, one, section, sheet) for one in group.fields]


def section_at(content: Content, path: str) -> Content:
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
        controls += _controls(one, f"{path}.{one.name}", (row or {}).get(one.name, unset(one)), sheet)
    heading = f"新的{group.one}" if row is None else heading_of(group, row, sheet)
    return Row(path, heading, tuple(controls), removable=True, is_new=row is None)


def unset(one: Field) -> Any:
    return one.default if one.may_be_left_out else None


def _value_row(group: Group, one: Field, section: Content, sheet: Sheet) -> Row:
    path = f"{group.path}.{one.name}" if group.path else one.name
    value = section.get(one.name, unset(one))
    if group.shape is not Shape.RULED:
        return Row(path, one.label, tuple(_controls(one, path, value, sheet)))
    ruled = value if isinstance(value, dict) and "value" in value else {"value": unset(one)}
    controls = [
        *_controls(one, path, ruled.get("value"), sheet),
        *_controls(CLAUSE, f"{path}.clause", ruled.get("clause"), sheet),
        *_controls(UNCERTAIN, f"{path}.uncertain", ruled.get("uncertain", False), sheet),
    ]
    return Row(path, one.label, tuple(controls))


CLAUSE = replace(pack_fields.CLAUSE, hint="")
UNCERTAIN = pack_fields.UNCERTAIN


def _controls(one: Field, name: str, value: Any, sheet: Sheet) -> list[Control]:
    """One control, or one for each key where something is said of every word of a list."""
    if one.keys is not None:
        given = value if isinstance(value, dict) else {}
        inner = replace(
            one, keys=None, kind=INNER[one.kind], default=None if one.kind is Kind.EACH_WHOLE else one.default
        )
        return [
            replace(_control(inner, f"{name}.{key}", given.get(key), sheet), label=label)
            for key, label in one.keys.items()
        ]
    return [_control(one, name, value, sheet)]


INNER = {Kind.EACH_CODE: Kind.CODE, Kind.EACH_WHOLE: Kind.WHOLE}


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
