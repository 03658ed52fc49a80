"""Single values of a pack by their path, and which values stand on which clause: what cases of the procedure read.

A path goes by name, code, id or place: `publicity.employer_days`, `regions.330502.phone`, `rules.assistant.0.years`.
`*` stands for every row: `checklist.*.series` gives what each row has there, by its name, where it has anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import reduce
from typing import Any

from zhicheng.domain.eligibility.pack import ExamOnly, Pack

SILENT = "未写明"
"""Stands for the clause of what the notice does not say."""
_ATTRIBUTE = {"rules": "routes", "jurisdiction": "deciders", "licences": "licence_needs"}
_ROWS = (
    "regions",
    "rules",
    "jurisdiction",
    "batches",
    "own_batches",
    "checklist",
    "refusal_reasons",
    "return_reasons",
    "accepted",
)


def value_at(pack: Pack, path: str) -> Any:
    """The value as YAML would say it; of a list of rows their codes or ids. Raises KeyError when nothing is there."""
    first, *rest = path.split(".")
    found = _step(pack, _ATTRIBUTE.get(first, first))
    for place, name in enumerate(rest):
        if name == "*":
            return {key: _plain(value) for key, value in _of_every(found, rest[place + 1 :]).items() if value}
        found = _step(found, name)
    return _plain(found)


def _of_every(rows: Any, way: list[str]) -> dict[str, Any]:
    pairs = rows.items() if isinstance(rows, Mapping) else ((_name(row, place), row) for place, row in enumerate(rows))
    return {key: reduce(_step, way, row) for key, row in pairs}


def _step(owner: Any, name: str) -> Any:
    if isinstance(owner, Mapping):
        return owner[name]
    if isinstance(owner, tuple):
        named = {_name(row, place): row for place, row in enumerate(owner)}
        return named[name]
    if name not in getattr(owner, "__dataclass_fields__", ()):
        raise KeyError(name)
    return getattr(owner, name)


def _name(row: Any, place: int) -> str:
    if isinstance(row, ExamOnly):
        return f"{row.series}/{row.speciality}" if row.speciality else row.series
    return str(getattr(row, "code", None) or getattr(row, "id", None) or place)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_name(row, place) if hasattr(row, "__dataclass_fields__") else row for place, row in enumerate(value)]
    if isinstance(value, Mapping):
        rows = value and all(hasattr(one, "__dataclass_fields__") for one in value.values())
        return list(value) if rows else {key: _plain(one) for key, one in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def clauses_of(pack: Pack) -> dict[str, list[str]]:
    """By clause, in order, the paths of the values that stand on it; SILENT for the bureau's own readings."""
    found: dict[str, list[str]] = {}
    for path, clause in _clauses(pack):
        found.setdefault(clause or SILENT, []).append(path)
    return dict(sorted(found.items()))


def _clauses(pack: Pack) -> Iterator[tuple[str, str | None]]:
    for name in _ROWS:
        yield from _of_rows(name, getattr(pack, _ATTRIBUTE.get(name, name)))
    yield from ((path, clause) for path, clause in pack.clauses.items())
    yield from ((f"conditions.{code}", clause) for code, clause in pack.conditions.items())
    yield from ((f"materials.{code}", clause) for code, clause in pack.materials.items())


def _of_rows(path: str, rows: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(rows, Mapping):
        for key, inner in rows.items():
            yield from _of_rows(f"{path}.{key}", inner)
    elif isinstance(rows, tuple):
        for place, row in enumerate(rows):
            yield f"{path}.{_name(row, place)}", row.clause
    else:
        yield path, rows.clause
