"""Every diploma and degree of many people tried on every route to the level asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from zhicheng.domain.eligibility.codes import CONCLUSIONS, MODES, Outcome, severity, worst
from zhicheng.domain.eligibility.pack import Pack, Route
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.ragged import Array, Ragged
from zhicheng.policy.bulk.tables import routes

_NO_ROUTE = -1
_LEVELS_HELD = len(coded.SCHOOLING)
Matches = Iterator[tuple[Array, Array]]
"""Rows of a list of schooling and the route of each, both of the same length."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Pairs of held schooling and route: whose, on which route, what is held, how schooling and its proof come out."""

    who: Array
    route: Array
    date: Array
    level: Array
    field: Array
    schooling: Array
    proof: Array

    def only(self, kept: Array) -> Tried:
        """The pairs of these numbers."""
        columns = (self.who, self.route, self.date, self.level, self.field, self.schooling, self.proof)
        return Tried(*(column.take(kept) for column in columns))


class Schooling:
    """A pack's routes, those that ask the least time first, and what each makes of a diploma or degree."""

    def __init__(self, pack: Pack, papers: Array) -> None:
        self.routes = routes(pack)
        self._pack, self._papers = pack, papers
        self._for_diploma = _slots([(one, one.diplomas) for one in self.routes])
        self._for_degree = _slots([(one, one.degrees) for one in self.routes])
        words = [(one, *study) for one in self.routes for study in coded.STUDY]
        self._diploma = np.array([severity(self._of_diploma(*word)) for word in words], np.uint8)
        self._degree = np.array([severity(one.outcome) for one in self.routes], np.uint8)
        self._closed_by = {one.unless_diploma for one in self.routes if one.unless_diploma}
        self._is_closed = {
            levels: np.array([one.unless_diploma == levels for one in self.routes]) for levels in self._closed_by
        }

    def tried(self, level: Array, diplomas: Ragged, degrees: Ragged) -> Tried:
        """All pairs; `level` is the level that each person asks for."""
        with_diploma, with_degree = diplomas.owner, degrees.owner
        by_diploma = [
            self._pair(with_diploma, diplomas, row, route, self._diplomas(diplomas, row, route))
            for row, route in _matches(self._for_diploma, level, with_diploma, diplomas)
        ]
        by_degree = [
            self._pair(with_degree, degrees, row, route, self._degree.take(route))
            for row, route in self._open(level, diplomas, with_diploma, degrees, with_degree)
        ]
        return _together([*by_diploma, *by_degree])

    def _of_diploma(self, route: Route, conclusion: str | None, mode: str | None) -> Outcome:
        reading = self._pack.reading
        return worst(
            route.outcome,
            _among(conclusion, route.conclusions or reading.conclusions, CONCLUSIONS),
            _among(mode, route.modes or reading.modes, MODES),
        )

    def _diplomas(self, rows: Ragged, row: Array, route: Array) -> Array:
        outcome: Array = self._diploma.take(route * np.int16(len(coded.STUDY)) + rows["study"].take(row))
        return outcome

    def _pair(self, owner: Array, rows: Ragged, row: Array, route: Array, schooling: Array) -> Tried:
        level = rows["level"].take(row)
        unknown = (level == 0) * np.uint8(severity(Outcome.INCOMPLETE))
        proof = self._papers.take(rows["paper"].take(row))
        return Tried(
            who=owner.take(row),
            route=route,
            date=rows["date"].take(row),
            level=level,
            field=rows["field"].take(row),
            schooling=np.maximum(schooling, unknown),
            proof=np.maximum(proof, unknown),
        )

    def _open(self, level: Array, diplomas: Ragged, with_diploma: Array, degrees: Ragged, owner: Array) -> Matches:
        """Degrees and their routes, but for those that are closed to him who has a certain diploma."""
        closed = [(levels, self._graduates(diplomas, with_diploma, levels, len(level))) for levels in self._closed_by]
        for row, route in _matches(self._for_degree, level, owner, degrees):
            for levels, has in closed:
                open_ = np.flatnonzero(~(self._is_closed[levels].take(route) & has.take(owner.take(row))))
                row, route = row.take(open_), route.take(open_)
            yield row, route

    def _graduates(self, diplomas: Ragged, owner: Array, levels: frozenset[str], people: int) -> Array:
        level = np.array([one in levels for one in coded.SCHOOLING])
        done = np.array([conclusion in self._pack.reading.conclusions for conclusion, _ in coded.STUDY])
        has = np.zeros(people, bool)
        has[owner.take(np.flatnonzero(level.take(diplomas["level"]) & done.take(diplomas["study"])))] = True
        return has


def _among(word: str | None, accepted: frozenset[str], closed: frozenset[str]) -> Outcome:
    if word is None:
        return Outcome.MET if accepted == closed else Outcome.INCOMPLETE
    return Outcome.MET if word in accepted else Outcome.NOT_MET


def _slots(ways: list[tuple[Route, frozenset[str]]]) -> Array:
    """By level asked for and level held, the routes to try; as many rows as a pair of levels has routes at most.

    Schooling of unknown level is tried on every route whose schooling the notice names.
    """
    pairs = [
        [
            number
            for number, (route, carry) in enumerate(ways)
            if route.level == asked and _may_carry(route, carry, held)
        ]
        for asked, held in product(coded.LEVEL, coded.SCHOOLING)
    ]
    most = max(map(len, pairs))
    return np.array([found + [_NO_ROUTE] * (most - len(found)) for found in pairs], np.int16).reshape(-1, most).T


def _may_carry(route: Route, carry: frozenset[str], held: str | None) -> bool:
    if held is None:
        return bool(carry) and route.outcome is Outcome.MET
    return held in carry


def _matches(slots: Array, level: Array, owner: Array, rows: Ragged) -> Matches:
    word = level.take(owner) * np.uint8(_LEVELS_HELD) + rows["level"]
    route = slots[0].take(word)
    row = np.flatnonzero(route != _NO_ROUTE)
    yield row, route.take(row)
    for slot in slots[1:]:
        route = slot.take(word.take(row))
        more = np.flatnonzero(route != _NO_ROUTE)
        row = row.take(more)
        yield row, route.take(more)


def _together(pairs: list[Tried]) -> Tried:
    columns = [[getattr(one, name) for one in pairs] for name in Tried.__slots__]
    return Tried(*(np.concatenate(column) for column in columns))
