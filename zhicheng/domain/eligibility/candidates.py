"""Every diploma and degree tried on every route to the level; the rules are the pack's routes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from zhicheng.domain.eligibility.codes import Outcome, worst
from zhicheng.domain.eligibility.facts import Degree, Diploma
from zhicheng.domain.eligibility.pack import Route
from zhicheng.domain.eligibility.question import Question
from zhicheng.domain.eligibility.ways import Way
from zhicheng.domain.eligibility.years import Span, days_needed, days_worked

_UNKNOWN_DIPLOMAS = (Diploma(),)
_UNKNOWN_DEGREES = (Degree(),)


class Candidate(NamedTuple):
    """One diploma or degree on one route: the schooling itself, the years, and the worse of both."""

    route: Route
    held: Diploma | Degree
    schooling: Outcome
    years: Outcome
    outcome: Outcome
    way: Way


def candidates(question: Question) -> list[Candidate]:
    """All pairs of held schooling and route that could carry the level; what is not known is tried as unknown.

    In the order of the routes, then of the facts, diplomas first.
    """
    facts, tables, level = question.facts, question.tables, question.level
    tried = list[Candidate]()
    for diploma in _UNKNOWN_DIPLOMAS if facts.diplomas is None else facts.diplomas:
        for way in tables.diploma[level, diploma.level, diploma.conclusion, diploma.mode, diploma.field]:
            tried.append(_candidate(question, way, diploma))
    for degree in _UNKNOWN_DEGREES if facts.degrees is None else facts.degrees:
        for way in tables.degree[level, degree.level, degree.field]:
            if not (way.route.unless_diploma and _has_diploma(question, way.route.unless_diploma)):
                tried.append(_candidate(question, way, degree))
    if len(tried) > 1:
        tried.sort(key=_number)
    return tried


def _number(candidate: Candidate) -> int:
    return candidate.way.number


def _has_diploma(question: Question, levels: frozenset[str]) -> bool:
    return any(
        one.level in levels and one.conclusion in question.pack.reading.conclusions
        for one in question.facts.diplomas or ()
    )


def _candidate(question: Question, way: Way, held: Diploma | Degree) -> Candidate:
    years = _years(question, way, held.date)
    return Candidate(way.route, held, way.schooling, years, worst(way.schooling, years), way)


def _years(question: Question, way: Way, schooled: date | None) -> Outcome:
    work, until = question.work, question.counted_to
    if schooled is not None:
        if schooled > question.facts.as_of:
            return Outcome.NOT_MET
        if full(work.certain, way, way.at_most, schooled, until):
            return Outcome.MET
        if work.possible is work.certain and way.at_least == way.at_most:
            return Outcome.NOT_MET
    return Outcome.INCOMPLETE if full(work.possible, way, way.at_least, schooled, until) else Outcome.NOT_MET


def full(spans: tuple[Span, ...], way: Way, months: int, schooled: date | None, day: date) -> bool:
    """Whether the way's years are full on `day`; schooling of unknown date is taken as old as can be."""
    until, after = day.toordinal(), schooled.toordinal() if schooled else 1
    since = 1 if way.before_counts else after
    if months and days_worked(spans, until, since) < days_needed(day, months):
        return False
    return not way.after or days_worked(spans, until, after) >= days_needed(day, way.after)
