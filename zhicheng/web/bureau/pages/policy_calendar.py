"""A year of the working-day calendar as twelve small months, each day that differs with the notice behind it."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from zhicheng.domain.words import cn_date, cn_period
from zhicheng.domain.workdays import WorkCalendar

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month; `mark` 休 or 班 where a notice says so, `kind` for its look."""

    number: int
    kind: str
    mark: str
    title: str


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday; None where the week belongs to another month."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A holiday with its days in words, or a weekend that people work."""

    name: str
    days: str
    count: int


def months_of(year: int, calendar: WorkCalendar) -> list[Month]:
    """The twelve months of the year."""
    weeks = Calendar(firstweekday=0)
    return [
        Month(
            number,
            tuple(
                tuple(_day(day, calendar) if day.month == number else None for day in week)
                for week in weeks.monthdatescalendar(year, number)
            ),
        )
        for number in range(1, 13)
    ]


def _day(day: date, calendar: WorkCalendar) -> Day:
    if not calendar.known_from <= day <= calendar.known_until:
        return Day(day.day, "unknown", "", f"{cn_date(day)}，还没有通知")
    why = calendar.why(day)
    if why:
        works = calendar.is_workday(day)
        return Day(day.day, "makeup" if works else "holiday", "班" if works else "休", f"{cn_date(day)}，{why.name}")
    if day.weekday() >= SATURDAY:
        return Day(day.day, "rest", "", f"{cn_date(day)}，周末")
    return Day(day.day, "", "", f"{cn_date(day)}，工作日")


def spans_of(year: int, calendar: WorkCalendar) -> list[Span]:
    """The holidays of the year, each with its days."""
    days = sorted((day, one.name) for day, one in calendar.holidays.items() if day.year == year)
    found = []
    for _, run in groupby(enumerate(days), key=lambda at: (at[1][1], at[1][0] - timedelta(days=at[0]))):
        held = [day for _, (day, _) in run]
        found.append(Span(calendar.holidays[held[0]].name, cn_period(held[0], held[-1]), len(held)))
    return found


def make_up_days(year: int, calendar: WorkCalendar) -> list[str]:
    """The weekends that people work."""
    return [cn_date(day) for day in sorted(calendar.make_up_days) if day.year == year]


def notices_of(year: int, calendar: WorkCalendar) -> list[str]:
    """The notices behind the year's days."""
    both = (*calendar.holidays.items(), *calendar.make_up_days.items())
    return list(dict.fromkeys(one.notice for day, one in sorted(both, key=lambda at: at[0]) if day.year == year))


def workdays_of(year: int, calendar: WorkCalendar) -> int:
    """How many working days the year has; 0 for a year that nobody entered."""
    return sum(_works(day, calendar) for day in _days(year))


def _days(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    while first.year == year:
        yield first
        first += timedelta(days=1)


def _works(day: date, calendar: WorkCalendar) -> bool:
    return calendar.known_from <= day <= calendar.known_until and calendar.is_workday(day)


@dataclass(frozen=True, slots=True)
class Changed:
    """A day that is worked or free otherwise than before."""

    day: str
    before: str
    after: str


def changed_days(year: int, before: WorkCalendar, after: WorkCalendar) -> list[Changed]:
    """The days of the year on which the proposal differs; none for a year that was unknown."""
    if not before.known_from.year <= year <= before.known_until.year:
        return []
    pairs = ((day, _said(day, before), _said(day, after)) for day in _days(year))
    return [Changed(cn_date(day), old, new) for day, old, new in pairs if old != new]


def _said(day: date, calendar: WorkCalendar) -> str:
    why = calendar.why(day)
    return f"{'上班' if calendar.is_workday(day) else '休息'}{f'（{why.name}）' if why else ''}"
