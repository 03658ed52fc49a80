"""The proof's own calendar, written apart from the code that it judges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

DAY = timedelta(days=1)


def back(day: date, months: int) -> date:
    """The same day of the month, so many months earlier; the month's last day where it is shorter."""
    years, rest = divmod(months, 12)
    first = day.replace(year=day.year - years, day=1)
    for _ in range(rest):
        first = (first - DAY).replace(day=1)
    following = (first + 31 * DAY).replace(day=1)
    return min(first + (day.day - 1) * DAY, following - DAY)


def is_full(spans: Iterable[tuple[date, date]], since: date, until: date, months: int) -> bool:
    """Whether work on these days (first in, last out, apart from each other) fills `months`, counted from `since`."""
    days = sum(max((min(last, until) - max(first, since)).days, 0) for first, last in spans)
    return months == 0 or days >= (until - back(until, months)).days


def leap_edges(after: int) -> tuple[date, ...]:
    """The days around the first leap day after the year `after`, in its own year and in the next."""
    leap = after + 4 - after % 4
    return (
        date(leap, 2, 28),
        date(leap, 2, 29),
        date(leap, 3, 1),
        date(leap + 1, 2, 28),
        date(leap + 1, 3, 1),
        date(leap, 12, 31),
    )
