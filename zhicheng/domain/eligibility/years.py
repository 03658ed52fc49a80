"""Years of work counted in days: every day once, a span's first day in, years measured back from the day asked."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

Span = tuple[int, int]
"""Half open, in ordinals: first day, the day after the last."""

OPEN_END = date.max.toordinal()


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days without overlap, in order."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return tuple(kept)


def days_worked(spans: tuple[Span, ...], day: int, since: int) -> int:
    """Days of the merged `spans` from `since` on and before `day`, both ordinals."""
    days = 0
    for start, end in spans:
        first, last = max(start, since), min(end, day)
        if last > first:
            days += last - first
    return days


def years_earlier(day: date, years: int) -> date:
    """The same date `years` earlier; 28 February stands for a 29th that is not there."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def days_needed(day: date, years: int) -> int:
    """As many days as lie between the same date `years` earlier and `day`."""
    return (day - years_earlier(day, years)).days


def first_full_day(spans: tuple[Span, ...], years: int, since: int, not_before: date) -> date | None:
    """The first day from `not_before` on which the days worked since `since` fill `years`; None if the spans never do.

    Between two edges the days worked grow by one a day or stand still and the days needed stand still,
    so each stretch between edges is solved at once.
    """
    start = max(not_before, date.fromordinal(max(since, 1)))
    for here, following in pairwise(_edges(spans, years, start)):
        day = date.fromordinal(here)
        short = days_needed(day, years) - days_worked(spans, here, since)
        if short <= 0:
            return day
        if here + short < following and any(first <= here < end for first, end in spans):
            return date.fromordinal(here + short)
    return None


def _edges(spans: tuple[Span, ...], years: int, start: date) -> list[int]:
    """Where the count changes its pace: ends of spans, and the days on which a leap day enters or leaves the years."""
    first = start.toordinal()
    ends = [edge for span in spans for edge in span if first < edge < OPEN_END]
    last_year = min(date.fromordinal(max(ends, default=first)).year + years + 9, date.max.year)
    leaps = [date(year, 3, 1) for year in range(start.year, last_year)]
    leaps += [date(year, 2, 29) for year in range(start.year, last_year) if isleap(year)]
    return sorted({first, *ends, *(day.toordinal() for day in leaps if day > start)})
