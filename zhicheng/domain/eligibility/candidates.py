"""Every diploma and degree tried on every route to the level; the rules are the pack's routes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypeVar

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.codes import CONCLUSIONS, MODES, Outcome, worst
from zhicheng.domain.eligibility.facts import Degree, Diploma, Facts
from zhicheng.domain.eligibility.pack import Route
from zhicheng.domain.eligibility.question import Question, going_on, stretches
from zhicheng.domain.eligibility.years import Span, days_needed, days_worked, first_full_day

Held = TypeVar("Held", Diploma, Degree)
_UNKNOWN_DIPLOMAS = (Diploma(),)
_UNKNOWN_DEGREES = (Degree(),)
_UNKNOWN_LEVEL: frozenset[str | None] = frozenset((None,))


class Candidate(NamedTuple):
    """One diploma or degree on one route: the schooling itself, the years, and the worse of both."""

    route: Route
    held: Diploma | Degree
    schooling: Outcome
    years: Outcome
    outcome: Outcome


def candidates(question: Question) -> list[Candidate]:
    """All pairs of held schooling and route that could carry the level; what is not known is tried as unknown."""
    levels = _levels_held(question.facts)
    return [
        _candidate(question, route, held)
        for route in question.pack.routes.get(question.level, ())
        if None in levels or not (levels.isdisjoint(route.diplomas) and levels.isdisjoint(route.degrees))
        for held in _held_for(question, route)
    ]


def _levels_held(facts: Facts) -> frozenset[str | None]:
    """Levels of all diplomas and degrees; None among them where one is not known."""
    if facts.diplomas is None or facts.degrees is None:
        return _UNKNOWN_LEVEL
    return frozenset([one.level for one in facts.diplomas] + [one.level for one in facts.degrees])


def _candidate(question: Question, route: Route, held: Diploma | Degree) -> Candidate:
    schooling, years = _schooling(question, route, held), _years(question, route, held)
    return Candidate(route, held, schooling, years, worst(schooling, years))


def _held_for(question: Question, route: Route) -> list[Diploma | Degree]:
    facts, held = question.facts, list[Diploma | Degree]()
    if route.diplomas:
        held += _carriers(route, route.diplomas, _UNKNOWN_DIPLOMAS if facts.diplomas is None else facts.diplomas)
    if route.degrees and not _has_diploma(question, route.unless_diploma):
        held += _carriers(route, route.degrees, _UNKNOWN_DEGREES if facts.degrees is None else facts.degrees)
    return held


def _carriers(route: Route, levels: frozenset[str], held: tuple[Held, ...]) -> list[Held]:
    """Those of a level that carries the route; one of unknown level may where the notice names the schooling."""
    unknown = route.outcome is Outcome.MET
    return [one for one in held if one.level in levels or (one.level is None and unknown)]


def _has_diploma(question: Question, levels: frozenset[str]) -> bool:
    return bool(levels) and any(
        one.level in levels and one.conclusion in question.pack.reading.conclusions
        for one in question.facts.diplomas or ()
    )


def _schooling(question: Question, route: Route, held: Diploma | Degree) -> Outcome:
    outcome = route.outcome if held.level else worst(route.outcome, Outcome.INCOMPLETE)
    if isinstance(held, Degree):
        return outcome
    conclusions, modes = _accepted(question, route)
    return worst(outcome, _among(held.conclusion, conclusions, CONCLUSIONS), _among(held.mode, modes, MODES))


def _accepted(question: Question, route: Route) -> tuple[frozenset[str], frozenset[str]]:
    """The conclusions and the modes of study that the route takes: its own, else the reading's."""
    reading = question.pack.reading
    return route.conclusions or reading.conclusions, route.modes or reading.modes


def _among(word: str | None, accepted: frozenset[str], closed: frozenset[str]) -> Outcome:
    if word is None:
        return Outcome.MET if accepted == closed else Outcome.INCOMPLETE
    return Outcome.MET if word in accepted else Outcome.NOT_MET


def _years(question: Question, route: Route, held: Diploma | Degree) -> Outcome:
    work = question.work
    if held.date is not None and held.date > question.facts.as_of:
        return Outcome.NOT_MET
    at_least, at_most = _months_needed(question, route, held)
    if held.date is not None and _full(work.certain, route, at_most, held.date, question.counted_to):
        return Outcome.MET
    possibly = _full(work.possible, route, at_least, held.date, question.counted_to)
    return Outcome.INCOMPLETE if possibly else Outcome.NOT_MET


def _months_needed(question: Question, route: Route, held: Diploma | Degree) -> tuple[int, int]:
    """The months asked for, at least and at most: schooling in no fitting field adds some, unknown field perhaps."""
    reading, months = question.pack.reading, route.months_needed
    more = months + reading.unrelated_adds_years * 12
    if held.field is None:
        return months, more
    return (months, months) if held.field in reading.schooling_fields else (more, more)


def _full(spans: tuple[Span, ...], route: Route, months: int, schooled: date | None, day: date) -> bool:
    """Whether the route's years are full on `day`; schooling of unknown date is taken as old as can be."""
    after = schooled.toordinal() if schooled else 1
    return _enough(spans, months, 1 if route.before_counts else after, day) and _enough(
        spans, route.months_needed_after, after, day
    )


def _enough(spans: tuple[Span, ...], months: int, since: int, day: date) -> bool:
    return months == 0 or days_worked(spans, day.toordinal(), since) >= days_needed(day, months)


def first_day(question: Question, candidate: Candidate) -> date | None:
    """The first day from `as_of` on which the candidate's years are full if the present job goes on; None if never.

    Only what is known counts, so schooling of unknown level or date gives no day.
    """
    held, route, facts = candidate.held, candidate.route, question.facts
    if not held.level or not held.date or candidate.schooling is Outcome.NOT_MET:
        return None
    spans = going_on(question.work.certain, facts.as_of)
    _, months = _months_needed(question, route, held)
    batches = question.pack.batches_for(facts.employer.affiliation, question.level)
    for stretch in stretches(batches, max(held.date, facts.as_of)):
        if stretch.counted_to is None:
            day = _first_full(spans, route, months, held.date, stretch.first)
        else:
            day = stretch.first if _full(spans, route, months, held.date, stretch.counted_to) else None
        if day and day <= stretch.last:
            return day
    return None


def _first_full(spans: tuple[Span, ...], route: Route, months: int, schooled: date, since: date) -> date | None:
    """The first day from `since` on which both counts of the route are full."""
    after = schooled.toordinal()
    day: date | None = since
    while day is not None:
        both = first_full_day(spans, months, 1 if route.before_counts else after, day)
        day = both and first_full_day(spans, route.months_needed_after, after, both)
        if day == both:
            return day
    return None


def tell(question: Question, candidate: Candidate) -> str:
    """The candidate in Chinese: the schooling with its date, the days worked and the days needed."""
    if candidate.held.level is None and candidate.held.date is None:
        return _tell_unknown(question)
    return "；".join(
        filter(None, (_tell_schooling(question, candidate), _tell_years(question, candidate), candidate.route.note))
    )


def _tell_unknown(question: Question) -> str:
    lists = (("学历", question.facts.diplomas), ("学位", question.facts.degrees))
    absent = [name for name, rows in lists if rows is None]
    return f"{'、'.join(absent) or '学历或学位'}还不清楚，须补充后才能判断"


def _tell_schooling(question: Question, candidate: Candidate) -> str:
    held = candidate.held
    if held.level is None:
        return f"{held.date}取得的学历或学位，层次还不清楚"
    name = words.SCHOOLING[held.level]
    when = words.day(held.date) if held.date else "日期还不清楚，"
    if isinstance(held, Degree):
        return f"{name}，{when}取得" if held.date else f"{name}，取得{when}".rstrip("，")
    conclusions, modes = _accepted(question, candidate.route)
    mode = _tell_mode(held.mode, modes)
    if held.conclusion is None:
        return f"{name}（{when.rstrip('，')}），是否毕业还不清楚{mode}"
    said = f"{name}，{when}{words.CONCLUSION[held.conclusion]}"
    return f"{said}{mode}" if held.conclusion in conclusions else f"{said}，不算毕业{mode}"


def _tell_mode(mode: str | None, accepted: frozenset[str]) -> str:
    if accepted == MODES:
        return ""
    if mode is None:
        return "，学习形式还不清楚"
    return f"，{words.MODE[mode]}" if mode in accepted else f"，学习形式为{words.MODE[mode]}，不在认可的范围内"


def _tell_years(question: Question, candidate: Candidate) -> str:
    route, held, as_of = candidate.route, candidate.held, question.facts.as_of
    if held.date and held.date > as_of:
        return f"在{as_of}还没有取得"
    at_least, at_most = _months_needed(question, route, held)
    if at_most == 0:
        return "不要求工作年限"
    if question.facts.work is None:
        return f"要求工作满{words.duration(at_least)}，工作经历还不清楚"
    said = _tell_count(question, at_least, None if route.before_counts else held.date)
    if route.months_needed_after:
        said += "，其中" + _tell_count(question, route.months_needed_after, held.date)
    return said + _tell_added(at_least - route.months_needed, at_most - at_least)


def _tell_added(surely: int, perhaps: int) -> str:
    if surely:
        return f"（所学专业不相近，已加{words.duration(surely)}）"
    return f"（所学专业是否对口还不清楚，不相近的再加{words.duration(perhaps)}）" if perhaps else ""


def _tell_count(question: Question, months: int, since: date | None) -> str:
    work, until = question.work, question.counted_to
    first = since.toordinal() if since else 1
    day = until.toordinal()
    surely = days_worked(work.certain, day, first)
    possibly = surely if work.possible is work.certain else days_worked(work.possible, day, first)
    known = f"{surely}天" if surely == possibly else f"能确定的{surely}天（另有经历还不完整）"
    scope = f"{words.day(since)}以来" if since else "前后合计"
    batch = "" if until == question.facts.as_of else "（本批年限计算到的日期）"
    needed = f"满{words.duration(months)}须{days_needed(until, months)}天"
    return f"{scope}的对口专业技术工作到{words.day(until)}{batch}共{known}，{needed}"
