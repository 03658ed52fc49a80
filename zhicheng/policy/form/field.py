"""What a field of a pack's form is: how it is typed and shown, and how fields lie together in groups and parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zhicheng.policy.words.labels import Words


class Kind(StrEnum):
    """How a value is typed and shown."""

    TEXT = "text"
    LONG = "long"
    LINES = "lines"
    WHOLE = "whole"
    FLAG = "flag"
    TICK = "tick"
    DAY = "day"
    DAYS = "days"
    CODE = "code"
    CODES = "codes"
    SPACED = "spaced"  # codes in one cell of a table
    EACH_CODE = "each_code"  # every key of a list has a code
    EACH_WHOLE = "each_whole"  # every key of a list may have a number
    CLAUSE = "clause"


REQUIRED = object()
REGIONS: Words = {"@": "regions"}
SERIES: Words = {"@": "series"}
PEOPLE: Words = {"@": "people"}


@dataclass(frozen=True, slots=True)
class Field:
    """One value; `words` its closed list, `keys` those that it says something of each of, `default` when left out."""

    name: str
    label: str
    kind: Kind
    words: Words | None = None
    keys: Words | None = None
    default: Any = REQUIRED
    nothing: str = ""  # what an empty choice means, where nothing may be chosen
    hint: str = ""

    @property
    def may_be_left_out(self) -> bool:
        return self.default is not REQUIRED


class Shape(StrEnum):
    """How the values of a group lie in the pack."""

    VALUES = "values"  # name: value
    RULED = "ruled"  # name: {value, clause, uncertain}
    CLAUSES = "clauses"  # name: clause
    ROWS = "rows"  # a list of mappings
    BY_REGION = "by_region"  # region: a list of mappings
    TABLE = "table"  # a file of the catalogue


@dataclass(frozen=True, slots=True)
class Group:
    """Values that lie together at `path`; `names` the fields by which a row is recognised in its heading."""

    title: str
    path: str
    shape: Shape
    fields: tuple[Field, ...]
    hint: str = ""
    one: str = ""  # what one row is called
    names: tuple[str, ...] = ()
    optional: bool = False  # the pack may leave the whole list out


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the form, and a section of the plain reading with the same name."""

    slug: str
    title: str
    hint: str
    groups: tuple[Group, ...]
