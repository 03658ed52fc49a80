"""Facts and a pack in, an answer out; pure, and the same for pages, API and command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from zhicheng.domain.eligibility import materials
from zhicheng.domain.eligibility.answer import Alternative, Answer, Finding, Material, PolicyRef
from zhicheng.domain.eligibility.assessments import Assessed, assessed, later_years
from zhicheng.domain.eligibility.candidates import Candidate, candidates, first_day
from zhicheng.domain.eligibility.codes import Outcome, severity, worst
from zhicheng.domain.eligibility.conditions import ASSESSMENT, BY_LEVEL, BY_SCHOOLING, ORDER, WHOEVER, Check
from zhicheng.domain.eligibility.facts import Facts
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.domain.eligibility.question import Question, asked, counted_to, counted_work

TIME_CURES = frozenset(("schooling_and_years", "field_of_work", "not_barred", ASSESSMENT))
"""Conditions that may turn by waiting alone; any other that is not met makes a date pointless."""


class _Judged(NamedTuple):
    """One diploma or degree with all that hangs on it."""

    candidate: Candidate | None
    findings: dict[str, Finding]
    education: Material
    assessment: Material
    outcome: Outcome


def check(facts: Facts, pack: Pack) -> Answer:
    """What `pack` says to `facts` as of `facts.as_of`, and which other levels the same facts already meet."""
    question = question_of(facts, pack)
    answer = _decided(question)
    return answer._replace(alternatives=tuple(_alternatives(question, answer)))


def decide(facts: Facts, pack: Pack) -> Answer:
    """What `pack` says of the level asked for alone: `check` without `alternatives`."""
    return _decided(question_of(facts, pack))


def question_of(facts: Facts, pack: Pack) -> Question:
    """The question of the level asked for."""
    return asked(facts, pack, facts.target.level, counted_work(facts, pack.reading))


def _decided(question: Question) -> Answer:
    facts, pack, level = question.facts, question.pack, question.level
    tried = candidates(question)
    best = _best(question, tried)
    found = {**_each(WHOEVER, question), **_each(BY_LEVEL, question), **best.findings}
    papers = _papers(question, best)
    earliest = _earliest(question, tried, found)
    if earliest:
        found["schooling_and_years"] = _with_day(question, found["schooling_and_years"], earliest)
    return Answer(
        policy=PolicyRef(pack.id, pack.version, pack.sha256),
        verdict=_worst(found.values(), papers),
        level=level,
        rule=_rule(best.candidate),
        findings=tuple([found[code] for code in ORDER]),
        materials=papers,
        authority=pack.authority_for(facts.employer.affiliation, level),
        received_by=pack.received_by(facts.employer.affiliation),
        batch=question.batch,
        earliest=earliest,
    )


def _each(
    conditions: Mapping[str, Check], question: Question, candidate: Candidate | None = None
) -> dict[str, Finding]:
    return {code: find(question, candidate) for code, find in conditions.items()}


def _papers(question: Question, best: _Judged) -> tuple[Material, ...]:
    return (
        best.education,
        best.assessment,
        materials.insurance(question, best.candidate),
        materials.post_table(question, best.candidate),
        materials.licence(question, best.candidate),
    )


def _best(question: Question, tried: list[Candidate]) -> _Judged:
    """The candidate to be preferred, judged whole; one that could not be preferred even at its best is left out."""
    if len(tried) == 1:
        return _judge(question, tried[0])
    best: _Judged | None = None
    for candidate in sorted(tried, key=_at_best):
        if best and _preference(best) <= _at_best(candidate):
            break
        judged = _judge(question, candidate)
        if best is None or _preference(judged) < _preference(best):
            best = judged
    return best or _judge(question, None)


def _judge(question: Question, candidate: Candidate | None) -> _Judged:
    forms = assessed(question, candidate.route if candidate else None)
    findings = _each(BY_SCHOOLING, question, candidate)
    findings[ASSESSMENT] = _assessment(question, forms)
    education, assessment = materials.education(question, candidate), materials.assessment(question, forms)
    return _Judged(candidate, findings, education, assessment, _worst(findings.values(), (education, assessment)))


def _worst(findings: Iterable[Finding], papers: Iterable[Material]) -> Outcome:
    return worst(*{one.outcome for one in findings}, *{one.outcome for one in papers})


def _assessment(question: Question, forms: Assessed) -> Finding:
    asked = question.pack.reading.assessment_years.get(question.level, 0)
    clause = question.pack.conditions[ASSESSMENT] if asked and forms.outcome is not Outcome.MANUAL else None
    return Finding(ASSESSMENT, clause, forms.outcome, forms.because)


_Preference = tuple[int, int, int, int]
"""The best outcome first; of several, the schooling that is surest, then the route that asks the least time."""


def _preference(judged: _Judged) -> _Preference:
    candidate = judged.candidate
    return (severity(judged.outcome), *_at_best(candidate)[1:]) if candidate else (severity(judged.outcome), 0, 0, 0)


def _at_best(candidate: Candidate) -> _Preference:
    """The candidate's preference if nothing but its own schooling and years counted."""
    own, route = severity(candidate.outcome), candidate.route
    return own, own, route.months_needed, route.months_needed_after


def _rule(candidate: Candidate | None) -> str | None:
    if candidate is None or candidate.outcome not in (Outcome.MET, Outcome.MANUAL):
        return None
    return candidate.route.rule


def _earliest(question: Question, tried: list[Candidate], found: dict[str, Finding]) -> date | None:
    if found["schooling_and_years"].outcome not in (Outcome.NOT_MET, Outcome.INCOMPLETE):
        return None
    if any(one.outcome is Outcome.NOT_MET for code, one in found.items() if code not in TIME_CURES):
        return None
    days = [first_day(question, one) for one in tried if one.years is Outcome.NOT_MET and _fits(question, one)]
    return min((day for day in days if day is not None and _works_by(question, day)), default=None)


def _works_by(question: Question, day: date) -> bool:
    """Whether any work that may count has begun by then: without it no day is the day."""
    return any(start <= day.toordinal() for start, _ in question.work.possible)


def _fits(question: Question, candidate: Candidate) -> bool:
    """Whether the schooling's field could carry the rule once the years are full."""
    field = candidate.held.field
    fitting = question.pack.reading.schooling_fields
    return field is None or field in fitting or question.work.same_field is not Outcome.NOT_MET


def _with_day(question: Question, finding: Finding, day: date) -> Finding:
    years = later_years(question, day.year)
    forms = f"、{'、'.join(map(str, years))}年度考核合格并有考核表" if years else ""
    until = counted_to(day, question.facts, question.pack, question.level)
    full = f"{day}起年限满" if until == day else f"{day}起所在批次的年限满（计算到{until}）"
    return finding._replace(because=f"{finding.because}；如果现在的工作一直做下去{forms}，{full}")


def _alternatives(question: Question, answer: Answer) -> Iterator[Alternative]:
    whoever = {one.condition: one for one in answer.findings if one.condition in WHOEVER}
    if any(one.outcome is not Outcome.MET for one in whoever.values()):
        return
    for level in question.pack.routes:
        if level == question.level:
            continue
        other = asked(question.facts, question.pack, level, question.work)
        tried = [one for one in candidates(other) if one.outcome is Outcome.MET]
        if tried and _meets(other, best := _best(other, tried)):
            yield Alternative(level, _rule(best.candidate))


def _meets(question: Question, best: _Judged) -> bool:
    if best.outcome is not Outcome.MET:
        return False
    return _worst(_each(BY_LEVEL, question).values(), _papers(question, best)) is Outcome.MET
