"""What differs between two packs, in words: every value of the form's table of fields, and of the table of series."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.pack import Clause, Decider, Pack, Route, Series
from zhicheng.policy.form.field import REGIONS, SERIES, Field, Group, Kind, Shape
from zhicheng.policy.form.parts import PARTS
from zhicheng.policy.words.labels import FLAG, Words, listed
from zhicheng.policy.words.plain_rules import route_words

NOTHING = "（没有）"
OWN_READING = "（通知没有写，本地理解）"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is another: `old` or `new` says that it is not there; `clause` is the one it now stands on."""

    path: str
    label: str
    old: str
    new: str
    clause: Clause


Row = Any
Key = Callable[[Row], Hashable]
_ATTRIBUTE = {"from": "lower", "to": "higher"}
"""Names of fields that Python keeps for itself."""

_SAME: dict[str, tuple[Key, ...]] = {
    "rules": (
        lambda row: (row.level, row.diplomas, row.degrees),
        lambda row: (row.level, row.rule, row.outcome, row.months_needed),
        lambda row: (row.level, row.rule, row.outcome),
    ),
    "accepted": (lambda row: (row.level, row.lower, row.higher),),
    "batches": (lambda row: row.id, lambda row: row.opens),
    "own_batches": (lambda row: row.id, lambda row: row.opens),
    "regions": (lambda row: row.code,),
    "jurisdiction": (lambda row: (row.kinds, row.levels), lambda row: row.kinds),
    "checklist": (lambda row: row.code,),
    "refusal_reasons": (lambda row: row.code,),
    "return_reasons": (lambda row: row.code,),
    "exam_only": (lambda row: (row.series, row.speciality), lambda row: row.series),
    "licences": (lambda row: row.series,),
}
"""By what a row of the one pack is known in the other: the surest first."""


def differences(old: Pack, new: Pack) -> list[Difference]:
    """Every difference in the order of the form; the id and the digest, which always differ, are none."""
    found = [one for part in PARTS for group in part.groups for one in _BY_SHAPE[group.shape](group, old, new)]
    return [*found, *_series(old, new)]


def _values(group: Group, old: Pack, new: Pack) -> Iterator[Difference]:
    for one in group.fields:
        yield from _value(one, one.name, getattr(old, one.name), getattr(new, one.name), None, old, new)


def _ruled(group: Group, old: Pack, new: Pack) -> Iterator[Difference]:
    before, after = (getattr(pack, group.path) if group.path else pack for pack in (old, new))
    for one in group.fields:
        path = f"{group.path}.{one.name}".lstrip(".")
        clauses = old.clauses.get(path), new.clauses.get(path)
        yield from _value(one, path, getattr(before, one.name), getattr(after, one.name), clauses[1], old, new)
        yield from _clause(path, one.label, *clauses)
        yield from _flag(path, f"{one.label} · 待核实", path in old.uncertain, path in new.uncertain, clauses[1])


def _clauses(group: Group, old: Pack, new: Pack) -> Iterator[Difference]:
    before, after = getattr(old, group.path), getattr(new, group.path)
    for one in group.fields:
        yield from _clause(
            f"{group.path}.{one.name}", f"{group.title} · {one.label}", before[one.name], after[one.name]
        )


def _rows(group: Group, old: Pack, new: Pack) -> Iterator[Difference]:
    yield from _matched(group, _rows_of(group.path, old), _rows_of(group.path, new), group.path, old, new)


def _own_windows(group: Group, old: Pack, new: Pack) -> Iterator[Difference]:
    for code in dict.fromkeys((*old.own_batches, *new.own_batches)):
        rows = old.own_batches.get(code, ()), new.own_batches.get(code, ())
        yield from _matched(group, *rows, f"{group.path}.{code}", old, new)


_BY_SHAPE: dict[Shape, Callable[[Group, Pack, Pack], Iterator[Difference]]] = {
    Shape.VALUES: _values,
    Shape.RULED: _ruled,
    Shape.CLAUSES: _clauses,
    Shape.ROWS: _rows,
    Shape.TABLE: _rows,
    Shape.BY_REGION: _own_windows,
}


def _rows_of(path: str, pack: Pack) -> Sequence[Row]:
    if path == "rules":
        return [route for routes in pack.routes.values() for route in routes]
    held = {"jurisdiction": pack.deciders, "licences": pack.licence_needs, "exam_only": pack.exam_only}
    rows = held.get(path) if path in held else getattr(pack, path)
    return list(rows.values()) if isinstance(rows, Mapping) else list(rows or ())


def _matched(
    group: Group, before: Sequence[Row], after: Sequence[Row], path: str, old: Pack, new: Pack
) -> Iterator[Difference]:
    """Rows of the one pack beside those of the other; what has no partner came or went."""
    partner = _partners(before, after, _SAME[group.path])
    for index, row in enumerate(after):
        here = f"{path}[{index}]"
        if index not in partner:
            yield Difference(here, f"{group.title} · 新增", NOTHING, _heading(group, row, new), _clause_of(row))
        elif before[partner[index]] != row:
            yield from _changed(group, here, _name(group, row, new), before[partner[index]], row, old, new)
    for index, row in enumerate(before):
        if index not in partner.values():
            here = f"{path}[{index}]"
            yield Difference(here, f"{group.title} · 删去", _heading(group, row, old), NOTHING, _clause_of(row))


def _partners(before: Sequence[Row], after: Sequence[Row], keys: tuple[Key, ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    for key in (lambda row: repr(row), *keys):
        free = {index: key(row) for index, row in enumerate(before) if index not in found.values()}
        for index, row in enumerate(after):
            if index not in found:
                match = next((other for other, said in free.items() if said == key(row)), None)
                if match is not None:
                    found[index] = match
                    del free[match]
    return found


def _changed(group: Group, path: str, name: str, before: Row, after: Row, old: Pack, new: Pack) -> Iterator[Difference]:
    for one in group.fields:
        attribute = _ATTRIBUTE.get(one.name, one.name)
        if not hasattr(after, attribute):
            continue
        held = getattr(before, attribute), getattr(after, attribute)
        if one.kind is Kind.CLAUSE:
            yield from _clause(f"{path}.{one.name}", name, *held)
        else:
            found = _value(one, f"{path}.{one.name}", *held, _clause_of(after), old, new)
            yield from (Difference(o.path, f"{name} · {o.label}", o.old, o.new, o.clause) for o in found)


def _value(
    one: Field, path: str, before: Any, after: Any, clause: Clause, old: Pack, new: Pack
) -> Iterator[Difference]:
    if before == after or one.kind is Kind.CLAUSE:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            if before.get(key) != after.get(key):
                label = f"{one.label} · {(one.keys or {}).get(key, key)}"
                said = _said(one, before.get(key), old), _said(one, after.get(key), new)
                yield Difference(f"{path}.{key}", label, *said, clause)
    else:
        yield Difference(path, one.label, _said(one, before, old), _said(one, after, new), clause)


def _flag(path: str, label: str, before: bool, after: bool, clause: Clause) -> Iterator[Difference]:
    if before != after:
        yield Difference(f"{path}.uncertain", label, FLAG[str(before).lower()], FLAG[str(after).lower()], clause)


def _clause(path: str, label: str, before: Clause, after: Clause) -> Iterator[Difference]:
    if before != after:
        said = before or OWN_READING, after or OWN_READING
        yield Difference(path if path.endswith("clause") else f"{path}.clause", f"{label} · 依据", *said, after)


def _said(one: Field, value: Any, pack: Pack) -> str:
    """A value in Chinese."""
    labels = _labels(one, pack)
    if isinstance(value, bool):
        return FLAG[str(value).lower()]
    if isinstance(value, frozenset | tuple | list):
        return listed(value, labels) or NOTHING
    if value is None or value == "":
        return one.nothing or NOTHING
    return value.isoformat() if isinstance(value, date) else labels.get(str(value), str(value))


def _labels(one: Field, pack: Pack) -> Words:
    if one.words is REGIONS:
        return {code: region.name for code, region in pack.regions.items()}
    if one.words is SERIES:
        return {code: series.name for code, series in pack.series.items()}
    return one.words or {}


def _heading(group: Group, row: Row, pack: Pack) -> str:
    """A whole row, by what an officer knows it."""
    if isinstance(row, Route):
        return route_words(row, row.level).rstrip("。")
    return f"{group.one} " + " ".join(_named(group, row, pack))


def _name(group: Group, row: Row, pack: Pack) -> str:
    """A row in few words, to stand before its value."""
    if isinstance(row, Route):
        held = [words.SCHOOLING[code] for code in words.SCHOOLING if code in row.diplomas | row.degrees]
        return f"{group.one}{row.rule or ''}（{'、'.join(held)}→{words.LEVEL[row.level]}）"
    named = _named(group, row, pack)
    return f"{group.one} {named[0] if not isinstance(row, Decider) else ' '.join(named)}" if named else group.one


def _named(group: Group, row: Row, pack: Pack) -> list[str]:
    attributes = ((one, _ATTRIBUTE.get(one.name, one.name)) for one in group.fields if one.name in group.names)
    said = (_said(one, getattr(row, name), pack) for one, name in attributes if hasattr(row, name))
    return [text for text in said if text != NOTHING]


def _clause_of(row: Row) -> Clause:
    return getattr(row, "clause", None)


def _series(old: Pack, new: Pack) -> Iterator[Difference]:
    nobody = Series("", NOTHING, {})
    for code in dict.fromkeys((*old.series, *new.series)):
        before, after = old.series.get(code, nobody), new.series.get(code, nobody)
        if before.name != after.name:
            yield Difference(f"series.{code}", "系列", before.name, after.name, None)
        for level, label in words.LEVEL.items():
            was, now = ("、".join(one.titles.get(level, ())) or NOTHING for one in (before, after))
            if was != now:
                yield Difference(f"series.{code}.{level}", f"{after.name}系列 · {label}", was, now, None)
