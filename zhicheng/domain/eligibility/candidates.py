"""Every diploma and degree tried on every route to the level; the rules R1 to R6 are the pack's routes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.codes import Outcome, worst
from zhicheng.domain.eligibility.facts import Degree, Diploma
from zhicheng.domain.eligibility.pack import Route
from zhicheng.domain.eligibility.question import Question, going_on
from zhicheng.domain.eligibility.years import Span, days_needed, days_worked, first_full_day

_UNKNOWN_DIPLOMAS = (Diploma(),)
_UNKNOWN_DEGREES = (Degree(),)


class Candidate(NamedTuple):
    """One diploma or degree on one route: the schooling itself, and the years."""

    route: Route
    held: Diploma | Degree
    schooling: Outcome
    years: Outcome

    @property
    def outcome(self) -> Outcome:
        """The worse of schooling and years."""
        return worst(self.schooling, self.years)


def candidates(question: Question) -> list[Candidate]:
    """All pairs of held schooling and route that could carry the level; what is not known is tried as unknown."""
    return [
        Candidate(route, held, _schooling(question, route, held), _years(question, route, held.date))
        for route in question.pack.routes.get(question.level, ())
        for held in _held_for(question, route)
    ]


def _held_for(question: Question, route: Route) -> Iterator[Diploma | Degree]:
    facts, named = question.facts, route.outcome is Outcome.MET
    if route.diplomas:
        for diploma in facts.diplomas if facts.diplomas is not None else _UNKNOWN_DIPLOMAS:
            if diploma.level in route.diplomas or (diploma.level is None and named):
                yield diploma
    if route.degrees and not _has_diploma(question, route.unless_diploma):
        for degree in facts.degrees if facts.degrees is not None else _UNKNOWN_DEGREES:
            if degree.level in route.degrees or (degree.level is None and named):
                yield degree


def _has_diploma(question: Question, levels: frozenset[str]) -> bool:
    return bool(levels) and any(
        one.level in levels and one.conclusion in question.pack.reading.conclusions
        for one in question.facts.diplomas or ()
    )


def _schooling(question: Question, route: Route, held: Diploma | Degree) -> Outcome:
    outcome = route.outcome if held.level else worst(route.outcome, Outcome.INCOMPLETE)
    if isinstance(held, Diploma) and held.conclusion not in question.pack.reading.conclusions:
        return worst(outcome, Outcome.NOT_MET if held.conclusion else Outcome.INCOMPLETE)
    return outcome


def _years(question: Question, route: Route, schooled: date | None) -> Outcome:
    as_of, work = question.facts.as_of, question.work
    if schooled is not None and schooled > as_of:
        return Outcome.NOT_MET
    if schooled is not None and _full(work.certain, route, schooled, as_of):
        return Outcome.MET
    return Outcome.INCOMPLETE if _full(work.possible, route, schooled, as_of) else Outcome.NOT_MET


def _full(spans: tuple[Span, ...], route: Route, schooled: date | None, as_of: date) -> bool:
    """Whether the route's years are full on `as_of`; schooling of unknown date is taken as old as can be."""
    after = schooled.toordinal() if schooled else 1
    return _enough(spans, route.years, 1 if route.before_counts else after, as_of) and _enough(
        spans, route.years_after, after, as_of
    )


def _enough(spans: tuple[Span, ...], years: int, since: int, as_of: date) -> bool:
    return years == 0 or days_worked(spans, as_of.toordinal(), since) >= days_needed(as_of, years)


def first_day(question: Question, candidate: Candidate) -> date | None:
    """The first day after `as_of` on which the candidate's years are full if the present job goes on; None if never.

    Only what is known counts, so schooling of unknown level or date gives no day.
    """
    held, route = candidate.held, candidate.route
    if not held.level or not held.date or candidate.schooling is Outcome.NOT_MET:
        return None
    spans = going_on(question.work.certain, question.facts.as_of)
    after = held.date.toordinal()
    day: date | None = max(held.date, question.facts.as_of)
    while day is not None:
        both = first_full_day(spans, route.years, 1 if route.before_counts else after, day)
        day = both and first_full_day(spans, route.years_after, after, both)
        if day == both:
            return day
    return None


def tell(question: Question, candidate: Candidate) -> str:
    """The candidate in Chinese: the schooling with its date, the days worked and the days needed."""
    if candidate.held.level is None and candidate.held.date is None:
        return _tell_unknown(question)
    return "；".join(filter(None, (_tell_schooling(candidate), _tell_years(question, candidate), candidate.route.note)))


def _tell_unknown(question: Question) -> str:
    lists = (("学历", question.facts.diplomas), ("学位", question.facts.degrees))
    absent = [name for name, rows in lists if rows is None]
    return f"{'、'.join(absent) or '学历或学位'}还不清楚，须补充后才能判断"


def _tell_schooling(candidate: Candidate) -> str:
    held = candidate.held
    if held.level is None:
        return f"{held.date}取得的学历或学位，层次还不清楚"
    name = words.SCHOOLING[held.level]
    when = f"{held.date}" if held.date else "日期还不清楚，"
    if isinstance(held, Degree):
        return f"{name}，{when}取得" if held.date else f"{name}，取得{when}".rstrip("，")
    if held.conclusion is None:
        return f"{name}（{when.rstrip('，')}），是否毕业还不清楚"
    said = f"{name}，{when}{words.CONCLUSION[held.conclusion]}"
    return said if candidate.schooling is not Outcome.NOT_MET else f"{said}，不算毕业"


def _tell_years(question: Question, candidate: Candidate) -> str:
    route, schooled, as_of = candidate.route, candidate.held.date, question.facts.as_of
    if schooled and schooled > as_of:
        return f"在{as_of}还没有取得"
    if route.years == 0:
        return "不要求工作年限"
    if question.facts.work is None:
        return f"要求工作满{route.years}年，工作经历还不清楚"
    said = _tell_count(question, route.years, None if route.before_counts else schooled)
    if route.years_after:
        said += "，其中" + _tell_count(question, route.years_after, schooled)
    return said


def _tell_count(question: Question, years: int, since: date | None) -> str:
    as_of, work = question.facts.as_of, question.work
    first = since.toordinal() if since else 1
    day = as_of.toordinal()
    surely, possibly = days_worked(work.certain, day, first), days_worked(work.possible, day, first)
    known = f"{surely}天" if surely == possibly else f"能确定的{surely}天（另有经历还不完整）"
    scope = f"{since}以来" if since else "前后合计"
    return f"{scope}的对口专业技术工作到{as_of}共{known}，满{years}年须{days_needed(as_of, years)}天"
