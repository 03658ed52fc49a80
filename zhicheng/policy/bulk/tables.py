"""A pack as lookup tables: for every word, or words together, that facts may hold, the outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import numpy as np

from zhicheng.domain.eligibility.codes import LADDER, OTHER_AFFILIATION, MaterialState, Outcome, severity, worst
from zhicheng.domain.eligibility.facts import Target
from zhicheng.domain.eligibility.pack import ExamOnly, Pack, Route
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.coding import Named
from zhicheng.policy.bulk.ragged import Array, Paper

MET, INCOMPLETE, MANUAL, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.MANUAL, Outcome.NOT_MET
NEVER = 1 << 22
"""A day after every day."""

_UNFINISHED = frozenset((MaterialState.MISSING, MaterialState.DEFECTIVE))


def table(find: Callable[..., Outcome], words: Iterable[tuple[Any, ...]]) -> Array:
    """The severity of `find(*together)` for all words together, by their number."""
    return np.array([severity(find(*together)) for together in words], np.uint8)


def _unfinished(state: str) -> Outcome:
    return INCOMPLETE if MaterialState(state) in _UNFINISHED else MET


def of_person(pack: Pack) -> Array:
    """By kind of identity, employment in the city, and status."""
    reading = pack.reading

    def find(id_kind: str | None, employed: bool | None, status: str | None) -> Outcome:
        in_post = reading.statuses[status] if status else INCOMPLETE
        identity = reading.identities[id_kind] if id_kind else INCOMPLETE
        if identity is MET and id_kind in reading.identities_if_employed_here and not employed:
            identity = INCOMPLETE if employed is None else NOT_MET
        return worst(in_post, identity)

    return table(find, coded.PERSON)


def of_employer(pack: Pack) -> Array:
    """By self-evaluation, kind, staffing, free post, competition, and post table."""
    needed, staffings = pack.reading.posts_needed, pack.reading.staffing

    def find(
        own: bool | None,
        kind: str | None,
        staffing: str | None,
        post: bool | None,
        won: bool | None,
        there: bool | None,
    ) -> Outcome:
        self_evaluating = INCOMPLETE if own is None else NOT_MET if own else MET
        if kind is not None and kind not in needed:
            return self_evaluating
        if kind is None:
            return worst(self_evaluating, INCOMPLETE)
        paper = MET if there else INCOMPLETE
        staffed = staffings[staffing] if staffing else INCOMPLETE
        if staffing and staffed is not MET:
            return worst(self_evaluating, paper, staffed)
        return worst(self_evaluating, paper, staffed, _won(post), _won(won))

    return table(find, coded.EMPLOYER)


def _won(told: bool | None) -> Outcome:
    return INCOMPLETE if told is None else MET if told else NOT_MET


def of_insurance() -> Array:
    """By the source of the social-insurance record."""
    return table(lambda source: MET if source in ("pulled", "uploaded") else INCOMPLETE, product(coded.INSURANCE))


def of_affiliation(pack: Pack, affiliations: Iterable[str | None]) -> Array:
    """By the employer's affiliation."""

    def find(affiliation: str | None) -> Outcome:
        if affiliation is None:
            return INCOMPLETE
        other = affiliation == OTHER_AFFILIATION or affiliation not in pack.regions
        return pack.reading.affiliation_other if other else MET

    return np.array([severity(find(one)) for one in affiliations], np.uint8)


def of_target(pack: Pack, targets: Iterable[Target]) -> Array:
    """By the title asked for: whether the level is had by determination, and the series has it."""

    def find(target: Target) -> Outcome:
        by_determination = target.level in pack.reading.levels_by_determination
        return MET if by_determination and pack.titles_of(target.series, target.level) else NOT_MET

    return np.array([severity(find(one)) for one in targets], np.uint8)


def exam_days(pack: Pack, targets: Iterable[Target]) -> tuple[Array, Array]:
    """By the title asked for: from which day it comes only by examination; from which that hangs on the speciality."""
    surely, perhaps = [], []
    for target in targets:
        rows = [one for one in pack.exam_only if one.series == target.series and target.level in one.levels]
        surely.append(_since(one for one in rows if one.speciality in (None, target.speciality)))
        perhaps.append(_since(rows) if target.speciality is None else NEVER)
    return np.array(surely, np.int32), np.array(perhaps, np.int32)


def _since(rows: Iterable[ExamOnly]) -> int:
    return min((one.since.toordinal() if one.since else 0 for one in rows), default=NEVER)


def of_licences(pack: Pack, targets: Iterable[Target], held: Iterable[frozenset[str] | None]) -> tuple[Array, Array]:
    """By the title asked for, the number of what it needs; by that number and the licences held, the outcome."""
    needs: Named[frozenset[str]] = Named(frozenset())
    numbers = [needs.number(_needed(pack, target)) for target in targets]
    held = tuple(held)

    def find(need: frozenset[str], have: frozenset[str] | None) -> Outcome:
        if not need:
            return MET
        return INCOMPLETE if have is None else MET if need & have else NOT_MET

    outcomes = [[severity(find(need, have)) for have in held] for need in needs.values]
    return np.array(numbers, np.int32), np.array(outcomes, np.uint8)


def _needed(pack: Pack, target: Target) -> frozenset[str]:
    need = pack.licence_needs.get(target.series)
    if need is None or LADDER[target.level] < LADDER[need.from_level]:
        return frozenset()
    return frozenset(need.licences)


def of_paper(pack: Pack, papers: Iterable[Paper]) -> Array:
    """By the country of the schooling and the proof that is there of it."""
    reading = pack.reading

    def find(country: str | None, proof: str | None) -> Outcome:
        if proof is None or proof == "none":
            return INCOMPLETE
        at_home, abroad = reading.home_proofs[proof], reading.foreign_proofs[proof]
        if country is None:
            return _unfinished(at_home) if at_home == abroad else INCOMPLETE
        return _unfinished(at_home if country == reading.home_country else abroad)

    return np.array([severity(find(*paper)) for paper in papers], np.uint8)


def of_form(pack: Pack) -> Array:
    """By grade and stamp of a yearly form: what it and its state come to."""
    reading = pack.reading

    def find(grade: str | None, stamped: bool | None) -> Outcome:
        state = INCOMPLETE if reading.stamp_needed and not stamped else MET
        if grade is None:
            return INCOMPLETE
        if grade == "none":
            return worst(reading.grade_none, state)
        return state if grade in reading.grades_passed else NOT_MET

    return table(find, coded.FORM)


def of_title(pack: Pack) -> Array:
    """By the level asked for, and the level and way of a title already held; by which schooling comes after."""

    def find(asked: str | None, level: str | None, via: str | None) -> Outcome:
        if level is None or asked is None:
            return INCOMPLETE
        if LADDER[level] >= LADDER[asked]:
            return NOT_MET
        return pack.reading.title_via[via] if via else INCOMPLETE

    return table(find, product(coded.LEVEL, coded.LEVEL, coded.VIA))


def routes(pack: Pack) -> tuple[Route, ...]:
    """All routes, those that ask the least time first; of several, the pack's order."""
    ways = [route for found in pack.routes.values() for route in found]
    return tuple(sorted(ways, key=lambda one: (one.months_needed, one.months_needed_after)))
