"""Periods of the procedure: publicity in working days, the due day of paper, the last day that is still safe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhicheng.domain.legal_time import closes_at
from zhicheng.domain.workdays import ONE_DAY, CalendarRunsOut, WorkCalendar

PAPER_DUE_DAYS = 14


@dataclass(frozen=True, slots=True)
class Period:
    """A period with the very days that were counted; over at `ends_at`, the midnight after `end`."""

    start: date
    counted_days: tuple[date, ...]
    end: date
    ends_at: datetime

    def is_over(self, now: datetime) -> bool:
        """Whether the period has run out at `now`."""
        return now >= self.ends_at


def working_period(start: date, days: int, calendar: WorkCalendar, count_start: bool = False) -> Period:
    """`days` working days from `start`, which counts only if `count_start`. Raises CalendarRunsOut."""
    counted = calendar.counted(start, days, count_start=count_start)
    return Period(start, counted, counted[-1], closes_at(counted[-1]))


def publicity_period(opened_on: date, days: int, calendar: WorkCalendar, count_start: bool = False) -> Period:
    """The publicity opened on a day, for so many working days. Raises CalendarRunsOut when the calendar ends before."""
    return working_period(opened_on, days, calendar, count_start)


def correction_period(returned_on: date, days: int, calendar: WorkCalendar) -> Period:
    """The working days to answer a return; the day of the return does not count. Raises CalendarRunsOut."""
    return working_period(returned_on, days, calendar)


def paper_due(end_day: date, calendar: WorkCalendar, days: int = PAPER_DUE_DAYS) -> date:
    """The day by which paper is due: `days` calendar days after `end_day`, or the next working day after a day off."""
    return calendar.first_workday(end_day + timedelta(days=days))


def last_safe_day(closes: date, publicity_days: int, calendar: WorkCalendar, count_start: bool = False) -> date:
    """The last day to submit so that the employer can publicise for `publicity_days` and forward by `closes`.

    The employer opens the publicity on the day of submission and forwards on the first day after its end.
    Raises CalendarRunsOut when no day known to the calendar is early enough.
    """
    day = closes - ONE_DAY * publicity_days
    while True:
        try:
            end = calendar.last_day(day, publicity_days, count_start=count_start)
        except CalendarRunsOut:
            if day < calendar.known_from:
                raise
            end = closes
        if end < closes:
            return day
        day -= ONE_DAY
