"""The yearly assessments of many people: for each year some bits, one for every outcome that a form may have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.ragged import Array, Form, Ragged
from zhicheng.policy.bulk.tables import of_form

BITS = 5
"""Bits of a year: one for each outcome of a form, the highest for a grade that is known and does not pass."""
MOST_YEARS = 64 // BITS - 2
"""Years of forms that a pack may ask for here."""
_BELOW = 1 << BITS - 1
_ALL = (1 << BITS) - 1
_INCOMPLETE, _NOT_MET = np.uint8(severity(Outcome.INCOMPLETE)), np.uint8(severity(Outcome.NOT_MET))


def _of_year(seen: int) -> int:
    """The outcome of a year with forms of these outcomes: one that failed decides, else the best; none is wanting."""
    if seen >> severity(Outcome.NOT_MET) & 1:
        return severity(Outcome.NOT_MET)
    return next((severity(one) for one in Outcome if seen >> severity(one) & 1), severity(Outcome.INCOMPLETE))


_YEAR = np.array([_of_year(seen) for seen in range(1 << BITS)], np.uint8)


_PAIRS = 2
_TWO_YEARS = (1 << 2 * BITS) - 1
_CODE = 3
"""Bits that tell what counts of a year: none for a grade below, else its outcome and whether a form is there."""


def _code_of_year(seen: int) -> int:
    return 0 if seen >= _BELOW else _of_year(seen) | (seen > 0) << 2


_BITS_OF_CODE = np.zeros(1 << _CODE, np.uint32)
for _seen in range(1 << BITS):
    _BITS_OF_CODE[_code_of_year(_seen)] = _seen
_CODES = np.array([_code_of_year(_seen) for _seen in range(1 << BITS)], np.uint16)
_PAIR = (_CODES[:, None] << _CODE | _CODES).ravel()
"""The codes of two years by their bits."""


class Forms:
    """What a pack asks of the yearly forms, level by level."""

    def __init__(self, pack: Pack, forms: Sequence[Form], years: range) -> None:
        reading = pack.reading
        asked = [reading.assessment_years.get(level or "", 0) for level in coded.LEVEL]
        if max(asked) > MOST_YEARS:
            raise ValueError(f"{pack.id} asks for {max(asked)} years of forms; in bulk at most {MOST_YEARS} are judged")
        self._asked, self.oldest = np.array(asked, np.uint8), max(1, *asked)
        self._same_year_serves = reading.same_year_serves
        self._no_year_worked = np.uint8(severity(reading.no_year_worked))
        self.kind: type[np.unsignedinteger[Any]] = np.uint32 if BITS * (self.oldest + 1) < 32 else np.uint64
        self._undated = self.kind(1 << np.iinfo(self.kind).bits - 1)
        self._read = self._reading() if self.oldest < 2 * _PAIRS else None
        self._first_year, self._numbers = years.start, np.int32(len(forms))
        self._bits = np.concatenate([self._of_forms(pack, forms, year) for year in years])

    def _of_forms(self, pack: Pack, forms: Sequence[Form], year: int) -> Array:
        """What each form says to him who asks in this year; nothing when it is too old or too new."""
        passed, outcomes = pack.reading.grades_passed, of_form(pack)

        def bits(of: int | None, grade: str | None, stamped: bool | None) -> int:
            if of is None:
                return 0 if grade in passed else int(self._undated)
            if not 0 <= year - of <= self.oldest:
                return 0
            below = grade not in (None, "none", *passed)
            return (1 << int(outcomes[coded.FORM[grade, stamped]]) | below * _BELOW) << BITS * (year - of)

        return np.array([bits(*one) for one in forms], self.kind)

    def seen(self, forms: Ragged, year: Array) -> Array:
        """For each person what his forms say, some bits a year, the year in which he asks (`year`) lowest."""
        first = (year - np.int32(self._first_year)) * self._numbers
        bits = self._bits.take(first.take(forms.owner) + forms["form"])
        return _added(bits, forms.owner, len(year), np.flatnonzero(forms["again"]))

    def judged(self, seen: Array, level: Array, worked: Array | None = None) -> Array:
        """The outcome for each person; with `worked` (a bit a year) only years worked or assessed are asked for."""
        asked = self._asked.take(level)
        if self._read is not None and worked is None:
            return self._looked_up(self._read, seen, asked)
        outcome = np.zeros(len(seen), np.uint8)
        for years in np.flatnonzero(np.bincount(asked)):
            who = np.flatnonzero(asked == years)
            outcome[who] = self._best(seen[who], int(years), None if worked is None else worked[who])
        return outcome

    def _looked_up(self, read: Array, seen: Array, asked: Array) -> Array:
        """The same from a table of what the years of two pairs come to."""
        word = _PAIR.take(seen & _TWO_YEARS) | _PAIR.take(seen >> 2 * BITS & _TWO_YEARS) << 2 * _CODE
        outcome = read.take(word | asked.astype(np.uint16) << 4 * _CODE)
        undated = (seen >= self._undated) & (asked > 0)
        return np.maximum(outcome, undated * _INCOMPLETE)

    def _reading(self) -> Array:
        """By the years asked for and the years of two pairs, the outcome."""
        codes = np.arange(1 << 2 * _PAIRS * _CODE)
        seen = np.zeros(len(codes), self.kind)
        for ago in range(2 * _PAIRS):
            seen |= _BITS_OF_CODE.astype(self.kind).take(codes >> ago * _CODE & (1 << _CODE) - 1) << BITS * ago
        wanted = set(self._asked.tolist())
        none = np.zeros(len(codes), np.uint8)
        return np.concatenate([self._best(seen, one, None) if one in wanted else none for one in range(2 * _PAIRS)])

    def _best(self, seen: Array, asked: int, worked: Array | None) -> Array:
        """The better of the years that end with last year's form and those that end with this year's."""
        bits = [_bits(seen, ago) for ago in range(max(asked, 1) + 1)]
        years = [_YEAR[one] if asked else (one >= _BELOW) * _NOT_MET for one in bits]
        if worked is None or not asked:
            last, this = _worst(years[1:]), _worst(years[:-1])
        else:
            counted = [(one | _bits(worked, ago)) > 0 for ago, one in enumerate(bits)]
            last, this = self._of_worked(years[1:], counted[1:]), self._of_worked(years[:-1], counted[:-1])
        best = last
        if self._same_year_serves:
            best = np.where(bits[0], np.where(bits[1], np.minimum(last, this), this), last)
        return np.maximum(best, (seen >= self._undated) * _INCOMPLETE) if asked else best

    def _of_worked(self, years: list[Array], counted: list[Array]) -> Array:
        found = _worst([one * asks for one, asks in zip(years, counted, strict=True)])
        return np.where(np.any(counted, axis=0), found, self._no_year_worked)


def _bits(seen: Array, ago: int) -> Array:
    return (seen >> BITS * ago) & _ALL


def _worst(outcomes: list[Array]) -> Array:
    found, *others = outcomes
    for one in others:
        found = np.maximum(found, one)
    return found


def _added(bits: Array, owner: Array, people: int, unordered: Array) -> Array:
    """The bits of each person's rows together; rows of one year may be added, but for those that are `unordered`."""
    together = np.zeros(people, bits.dtype)
    np.add.at(together, owner, bits)
    if len(unordered):
        several = np.zeros(people, bool)
        several[owner[unordered]] = True
        together[several] = 0
        rows = np.flatnonzero(several[owner])
        np.bitwise_or.at(together, owner[rows], bits[rows])
    return together


def united(bits: Array, offsets: Array) -> Array:
    """The bits of each person's rows together; none for a person without rows."""
    counts = np.diff(offsets)
    if len(counts) and counts.all():
        return np.bitwise_or.reduceat(bits, offsets[:-1])
    together, some = np.zeros(len(counts), bits.dtype), np.flatnonzero(counts)
    if len(some):
        together[some] = np.bitwise_or.reduceat(bits, offsets[some])
    return together
