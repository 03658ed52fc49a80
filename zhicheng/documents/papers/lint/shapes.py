"""The shape of a paper's data as a page sees it: records with their fields, lists, and plain values."""

import types
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.kinds import KINDS


@dataclass(frozen=True)
class Record:
    """A dictionary with these fields; `name` is the dataclass's."""

    name: str
    of: type[Any]

    @property
    def fields(self) -> dict[str, "Shape"]:
        return _fields(self.of)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Listed:
    """A list of equal entries."""

    of: "Shape"


@dataclass(frozen=True)
class Pair:
    """An entry of an enumerated list: its number and itself."""

    of: "Shape"


@dataclass(frozen=True)
class Plain:
    """A text, number, date or anything without fields of ours."""


@dataclass(frozen=True)
class Unknown:
    """What the reading of the source could not tell."""


Shape: TypeAlias = Record | Listed | Pair | Plain | Unknown


def shape_of(kind: str) -> Record:
    """The data of a kind as its pages get it: the code picture `x_qr` of each address `x_url` included."""
    return Record(KINDS[kind].data.__name__, KINDS[kind].data)


@cache
def names_in(kind: str | None) -> frozenset[str]:
    """Every name of a field at any depth of a kind's data, or of every kind's."""
    kinds = [kind] if kind else list(KINDS)
    found: set[str] = set()
    for one in kinds:
        _collect(shape_of(one), found)
    return frozenset(found)


def _collect(shape: Shape, found: set[str]) -> None:
    if isinstance(shape, Listed):
        _collect(shape.of, found)
    if isinstance(shape, Record):
        for name, inner in shape.fields.items():
            found.add(name)
            _collect(inner, found)


@cache
def _fields(of: Any) -> dict[str, Shape]:
    hints = get_type_hints(of)
    found = {field.name: _shape(hints[field.name]) for field in fields(of)}
    if issubclass(of, Paper):
        found |= {f"{name[:-4]}_qr": Plain() for name in list(found) if name.endswith("_url")}
    return found


def _shape(hint: Any) -> Shape:
    if is_dataclass(hint) and isinstance(hint, type):
        return Record(hint.__name__, hint)
    if get_origin(hint) in (Union, types.UnionType):
        return _shape(next(arg for arg in get_args(hint) if arg is not type(None)))
    if get_origin(hint) is tuple:
        return Listed(_shape(get_args(hint)[0]))
    return Plain()
