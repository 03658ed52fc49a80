"""Facts and a pack in, an answer out; pure, and the same for pages, API and command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhicheng.domain.eligibility.answer import Alternative, Answer, Finding
from zhicheng.domain.eligibility.assessments import later_years
from zhicheng.domain.eligibility.candidates import Candidate, candidates
from zhicheng.domain.eligibility.circumstances import Circumstances, circumstances
from zhicheng.domain.eligibility.codes import Outcome, worst
from zhicheng.domain.eligibility.conditions import WHOEVER
from zhicheng.domain.eligibility.facts import Facts
from zhicheng.domain.eligibility.first_days import first_day
from zhicheng.domain.eligibility.judged import Judged, best_of
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.domain.eligibility.question import Question, asked, counted_to, counted_work


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
    tried = candidates(question)
    best, around = best_of(question, tried), circumstances(question)
    earliest = _earliest(question, tried, best, around)
    schooling = _with_day(question, best.schooling, earliest) if earliest else best.schooling
    return Answer(
        question.tables.policy,
        worst(best.outcome, around.outcome),
        question.level,
        _rule(best.candidate),
        (
            schooling,
            best.field,
            *around.first,
            best.not_held,
            around.series,
            best.forms,
            question.place.jurisdiction,
        ),
        (*best.papers, *around.papers),
        question.place.authority,
        question.place.received_by,
        question.batch,
        earliest,
    )


def _rule(candidate: Candidate | None) -> str | None:
    if candidate is None or candidate.outcome not in (Outcome.MET, Outcome.MANUAL):
        return None
    return candidate.route.rule


def _earliest(question: Question, tried: list[Candidate], best: Judged, around: Circumstances) -> date | None:
    """The first day on which the years are full; None when they are, or when more stands against it than time."""
    if best.schooling.outcome not in (Outcome.NOT_MET, Outcome.INCOMPLETE):
        return None
    if Outcome.NOT_MET in (around.lasting, best.not_held.outcome):
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
    until = counted_to(day, question)
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
        if tried and _meets(other, best := best_of(other, tried)):
            yield Alternative(level, _rule(best.candidate))


def _meets(question: Question, best: Judged) -> bool:
    return best.outcome is Outcome.MET and circumstances(question).outcome is Outcome.MET
