"""When to submit: the window that the answer leads to, and the last day on which the employer can still finish."""

from __future__ import annotations

from datetime import date

from zhicheng.domain.eligibility.answer import Answer
from zhicheng.domain.eligibility.change_facts import Change
from zhicheng.domain.eligibility.pack import Batch, Pack
from zhicheng.domain.periods import last_safe_day
from zhicheng.domain.workdays import CalendarRunsOut, WorkCalendar


def window_for(answer: Answer, change: Change | None, pack: Pack) -> Batch | None:
    """The window of the day waited for, else the answer's; None when none is announced."""
    if change is None or change.wait_until is None:
        return answer.batch
    return pack.batch_on(change.wait_until, change.facts.employer.affiliation, answer.level)


def submit_by(batch: Batch | None, pack: Pack, calendar: WorkCalendar) -> date | None:
    """The last day to submit so that the employer's publicity ends before the employer's closing day.

    None without a window, or where the calendar does not reach.
    """
    if batch is None:
        return None
    rules = pack.publicity
    try:
        day = last_safe_day(batch.employer_closes, rules.employer_days, calendar, count_start=rules.count_start)
    except CalendarRunsOut:
        return None
    return min(day, batch.closes)
