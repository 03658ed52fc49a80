"""Words as small numbers: 0 for what is not known, then the closed lists in order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from itertools import product
from typing import Any, Generic, TypeVar

from zhicheng.domain.eligibility import codes

T = TypeVar("T", bound=Hashable)

Coding = Mapping[str | None, int]


def _coding(words: Iterable[str]) -> Coding:
    """0 for what is not known, then the words in order."""
    return {None: 0, **{word: code for code, word in enumerate(sorted(words), start=1)}}


LEVEL: Coding = {None: 0, **{level: rank + 1 for level, rank in codes.LADDER.items()}}
ID_KIND = _coding(codes.ID_KINDS)
STATUS = _coding(codes.STATUSES)
EMPLOYER_KIND = _coding(codes.EMPLOYER_KINDS)
STAFFING = _coding(codes.STAFFINGS)
SCHOOLING = _coding(codes.DIPLOMA_LEVELS | codes.DEGREE_LEVELS)
CONCLUSION = _coding(codes.CONCLUSIONS)
MODE = _coding(codes.MODES)
FIELD = _coding(codes.FIELDS)
PROOF = _coding(codes.PROOFS)
WORK_KIND = _coding(codes.WORK_KINDS)
GRADE = _coding(codes.GRADES)
INSURANCE = _coding(codes.INSURANCE_SOURCES)
VIA = _coding(codes.VIAS)
TOLD: Mapping[bool | None, int] = {None: 0, False: 1, True: 2}
"""Yes, no and not known."""


def _together(*codings: Iterable[Any]) -> Mapping[tuple[Any, ...], int]:
    """Words that are looked up together, numbered together."""
    return {words: number for number, words in enumerate(product(*codings))}


PERSON = _together(ID_KIND, TOLD, STATUS)
"""Kind of identity, employment in the city, status."""
EMPLOYER = _together(TOLD, EMPLOYER_KIND, STAFFING, TOLD, TOLD, TOLD)
"""Self-evaluation, kind, staffing, free post at the level asked for, competition, post table."""
STUDY = _together(CONCLUSION, MODE)
FORM = _together(GRADE, TOLD)
"""Grade and stamp."""
WORK = _together((False, True), WORK_KIND, FIELD)
"""Whether both ends are known, kind, field."""
HELD = _together(LEVEL, VIA)
"""Level and way of a title."""


class Named(Generic[T]):
    """Values of an open kind (countries, titles asked for), numbered as they come."""

    def __init__(self, *first: T) -> None:
        self._numbers: dict[T, int] = {value: number for number, value in enumerate(first)}

    def number(self, value: T) -> int:
        """The number of the value, a new one for a new value."""
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> tuple[T, ...]:
        """The values by number."""
        return tuple(self._numbers)
