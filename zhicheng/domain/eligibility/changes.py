"""The smallest change after which nothing is wanting: worked out from the rules, checked, cut to what is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from zhicheng.domain.eligibility.answer import Answer
from zhicheng.domain.eligibility.candidates import candidates
from zhicheng.domain.eligibility.change_facts import Change, ChangeItem, after
from zhicheng.domain.eligibility.change_forms import forms_from
from zhicheng.domain.eligibility.change_repairs import repairs
from zhicheng.domain.eligibility.change_schooling import Schooling, alone, schoolings
from zhicheng.domain.eligibility.change_work import gaps_in_work, only_known_work
from zhicheng.domain.eligibility.check import check
from zhicheng.domain.eligibility.codes import MaterialState, Outcome
from zhicheng.domain.eligibility.facts import Facts
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.domain.eligibility.question import asked, counted_work
from zhicheng.domain.eligibility.strict_json import LAST_YEAR_ASKED
from zhicheng.domain.eligibility.years import months_earlier

BEYOND_THE_PERSON = frozenset(
    (
        "not_exam_only",
        "employer_not_self_evaluating",
        "vacancy",
        "identity",
        "in_post",
        "level_by_determination",
        "series_has_level",
        "jurisdiction",
    )
)
"""What the person cannot change once it is known to stand against them."""

_FINE = (Outcome.MET, Outcome.MANUAL)
_UNFINISHED = (MaterialState.MISSING, MaterialState.DEFECTIVE)
_MOST_WAITS = 6


def smallest_change(facts: Facts, pack: Pack) -> Change | None:
    """The change that asks the least of the person; None when nothing is wanting, or nothing they can do suffices.

    Schooling that is held comes before schooling that is only supposed, then the fewest things (a wait is one), then
    the earliest day. What is not known is supposed as well as can be, the job held on `as_of` to go on.
    """
    if nothing_wanting(facts, pack) or _hopeless(check(facts, pack)):
        return None
    changes = [(plans[0].schooling.supposed, _least(facts, pack, plans)) for plans in _plans(facts, pack) if plans]
    found = [(supposed, change) for supposed, change in changes if change]
    return min(found, key=lambda one: (one[0], *_asks(one[1])), default=(False, None))[1]


def nothing_wanting(facts: Facts, pack: Pack) -> bool:
    """Whether nothing stands against the person and nothing is still to be had, at most a reviewer's word."""
    return not any(_wanting(check(facts, pack))) and _years_known_to_be_full(facts, pack)


def _years_known_to_be_full(facts: Facts, pack: Pack) -> bool:
    """A reviewer's word on the schooling does not make up for years of which too little is known."""
    question = asked(facts, pack, facts.target.level, counted_work(facts, pack.reading))
    return any(one.outcome in _FINE and one.years is Outcome.MET for one in candidates(question))


def _hopeless(answer: Answer) -> bool:
    return any(one.outcome is Outcome.NOT_MET and one.condition in BEYOND_THE_PERSON for one in answer.findings)


def _asks(change: Change) -> tuple[int, date]:
    return len(change.items) + (change.wait_until is not None), change.facts.as_of


class _Plan(NamedTuple):
    """A schooling, the day, and all that may be wanting."""

    schooling: Schooling
    wait_until: date | None
    items: tuple[ChangeItem, ...]


def _plans(facts: Facts, pack: Pack) -> Iterator[list[_Plan]]:
    """For each schooling, with the work as it is known and with its gaps filled, the plans from the least on."""
    for schooling in schoolings(facts, pack):
        for told in _work_told(facts, pack, schooling.months):
            items = (*schooling.items, *told)
            mended = only_known_work(alone(after(facts, items), schooling))
            mends = tuple(repairs(mended, pack, _wanting(check(mended, pack))))
            ripe = _ripe(after(mended, mends), pack)
            if ripe is None:
                continue
            ways = forms_from(ripe, pack, facts.as_of)
            now = ripe.as_of == facts.as_of and ripe.work == mended.work
            yield [
                _Plan(schooling, None if now and way.day == facts.as_of else way.day, (*items, *mends, *way.items))
                for way in ways
            ]


def _least(facts: Facts, pack: Pack, plans: list[_Plan]) -> Change | None:
    """The first that suffices asks the least; only of a person of few years the forms are not known beforehand."""
    days = sorted({plan.wait_until or facts.as_of for plan in plans})
    enough = (change for plan in plans if (change := _cut(facts, pack, plan, days)))
    if plans[0].schooling.only_years_worked:
        return min(enough, key=_asks, default=None)
    return next(enough, None)


def _work_told(facts: Facts, pack: Pack, months: int) -> list[tuple[ChangeItem, ...]]:
    """The work as it is known, and with its gaps filled."""
    gaps = tuple(gaps_in_work(facts, pack, months_earlier(facts.as_of, months)))
    return [(), gaps] if gaps else [()]


def _wanting(answer: Answer) -> Iterator[str]:
    yield from (one.condition for one in answer.findings if one.outcome not in _FINE)
    yield from (one.code for one in answer.materials if one.state in _UNFINISHED)


def _ripe(facts: Facts, pack: Pack) -> Facts | None:
    """The facts on the first day on which no time is lacking but for the forms; None when time alone would not do."""
    for _ in range(_MOST_WAITS):
        answer = check(facts, pack)
        against = {one.condition for one in answer.findings if one.outcome not in _FINE}
        day = _next_day(facts, answer, against)
        if day is None:
            return facts if not against.intersection(_BY_TIME) else None
        if day.year > LAST_YEAR_ASKED:
            return None
        facts = after(facts, (), day)
    return None


_BY_TIME = frozenset(("schooling_and_years", "field_of_work", "not_barred"))


def _next_day(facts: Facts, answer: Answer, against: set[str]) -> date | None:
    if "not_barred" in against:
        last = max(day for day in (facts.person.punished_until, facts.person.banned_until) if day)
        return last + timedelta(days=1) if last < date.max else None
    if "schooling_and_years" in against and answer.earliest:
        return answer.earliest
    if against.intersection(_BY_TIME):
        return min((one.start for one in facts.work or () if one.start and one.start > facts.as_of), default=None)
    return None


def _cut(facts: Facts, pack: Pack, plan: _Plan, days: list[date]) -> Change | None:
    """The plan without what it does not need, on the first of the plans' `days`; None when it does not suffice."""

    def enough(items: tuple[ChangeItem, ...], wait: date | None) -> bool:
        return nothing_wanting(after(facts, items, wait), pack)

    items, wait = plan.items, plan.wait_until
    if not enough(items, wait):
        return None
    if wait:
        waits = (None, *(day for day in days if day < wait), wait)
        wait = next(one for one in waits if enough(items, one))
    while (fewer := next((less for less in _one_less(items) if enough(less, wait)), None)) is not None:
        items = fewer
    then = after(facts, items, wait)
    waits_for = tuple(_wanting(check(alone(after(facts, items), plan.schooling), pack))) if wait else ()
    return Change(wait, waits_for, items, then, check(then, pack).verdict)


def _one_less(items: tuple[ChangeItem, ...]) -> Iterator[tuple[ChangeItem, ...]]:
    """The items without one of them, the last first."""
    yield from (items[:at] + items[at + 1 :] for at in reversed(range(len(items))))
