"""One diploma or degree with all that hangs on it, and the one of several that is to be preferred."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding, Material
from zhicheng.domain.eligibility.assessment_forms import Assessed
from zhicheng.domain.eligibility.assessments import assessed
from zhicheng.domain.eligibility.candidates import Candidate
from zhicheng.domain.eligibility.codes import Outcome, severity, worst
from zhicheng.domain.eligibility.conditions.findings import found
from zhicheng.domain.eligibility.conditions.of_schooling import not_already_held
from zhicheng.domain.eligibility.facts import Degree, Diploma
from zhicheng.domain.eligibility.question import Question
from zhicheng.domain.eligibility.told import tell


class Judged(NamedTuple):
    """The findings and papers that hang on one candidate, or on there being none; `outcome` is the worst of them."""

    candidate: Candidate | None
    outcome: Outcome
    schooling: Finding
    field: Finding
    not_held: Finding
    forms: Finding
    papers: tuple[Material, ...]


def best_of(question: Question, tried: list[Candidate]) -> Judged:
    """The candidate to be preferred, judged whole; one that could not be preferred even at its best is left out."""
    if not tried:
        return _judged_without(question)
    if len(tried) == 1:
        return _judged(question, tried[0])
    best: Judged | None = None
    for candidate in sorted(tried, key=_at_best):
        if best and _preference(best) <= _at_best(candidate):
            break
        judged = _judged(question, candidate)
        if best is None or _preference(judged) < _preference(best):
            best = judged
    return best or _judged_without(question)


_Preference = tuple[int, int, int, int]
"""The best outcome first; of several, the schooling that is surest, then the route that asks the least time."""


def _preference(judged: Judged) -> _Preference:
    candidate = judged.candidate
    return (severity(judged.outcome), *_at_best(candidate)[1:]) if candidate else (severity(judged.outcome), 0, 0, 0)


def _at_best(candidate: Candidate) -> _Preference:
    """The candidate's preference if nothing but its own schooling and years counted."""
    own, way = severity(candidate.outcome), candidate.way
    return own, own, way.months, way.after


def _judged(question: Question, candidate: Candidate) -> Judged:
    held, route, work, tables = candidate.held, candidate.route, question.work, question.tables
    at_home = None if held.country is None else held.country == question.pack.reading.home_country
    return _together(
        candidate,
        Finding("schooling_and_years", route.clause, candidate.outcome, tell(question, candidate)),
        tables.field_of_work[work.begun, work.same_field, True, held.field],
        _not_already_held(question, held),
        assessed(question, route),
        tables.education[held.level, held.proof, at_home],
    )


def _judged_without(question: Question) -> Judged:
    work, tables = question.work, question.tables
    said = f"没有可以初定{words.LEVEL[question.level]}的学历或学位"
    return _together(
        None,
        found(question.pack, "schooling_and_years", Outcome.NOT_MET, said),
        tables.field_of_work[work.begun, work.same_field, False, None],
        _not_already_held(question, None),
        assessed(question, None),
        tables.education[None, None, None],
    )


def _together(
    candidate: Candidate | None,
    schooling: Finding,
    field: Finding,
    not_held: Finding,
    assessed: Assessed,
    education: Material,
) -> Judged:
    found, forms, paper = assessed
    outcome = worst(schooling.outcome, field.outcome, not_held.outcome, found, education.outcome)
    return Judged(candidate, outcome, schooling, field, not_held, forms, (education, paper))


def _not_already_held(question: Question, held: Diploma | Degree | None) -> Finding:
    titles = question.facts.titles
    if not titles:
        return question.tables.without_title[titles is not None,]
    return not_already_held(question.pack, question.facts.target.series, question.level, titles, held)
