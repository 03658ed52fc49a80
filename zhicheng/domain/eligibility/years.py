"""Months and years of work counted in days: every day once, a span's first day in, measured back from the day asked."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
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


def months_earlier(day: date, months: int) -> date:
    """The same date `months` earlier; a month's last day stands for one that the month does not have."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 1, monthrange(year, month + 1)[1])


@lru_cache(maxsize=8192)
def days_needed(day: date, months: int) -> int:
    """As many days as lie between the same date `months` earlier and `day`."""
    return (day - months_earlier(day, months)).days


def first_full_day(spans: tuple[Span, ...], months: int, since: int, not_before: date) -> date | None:
    """The first day from `not_before` on which the days worked since `since` fill `months`; None if never.

    Between two edges the days worked grow by one a day or stand still and the days needed stand still,
    so each stretch between edges is solved at once.
    """
    start = max(not_before, date.fromordinal(max(since, 1)))
    for here, following in pairwise(_edges(spans, months, start)):
        day = date.fromordinal(here)
        short = days_needed(day, months) - days_worked(spans, here, since)
        if short <= 0:
            return day
        if here + short < following and any(first <= here < end for first, end in spans):
            return date.fromordinal(here + short)
    return None


def _edges(spans: tuple[Span, ...], months: int, start: date) -> list[int]:
    """Where the count changes its pace: ends of spans, and the days on which the days needed change."""
    first = start.toordinal()
    ends = [edge for span in spans for edge in span if first < edge < OPEN_END]
    last_year = min(date.fromordinal(max(ends, default=first)).year + months // 12 + 10, date.max.year)
    changes = [day for year in range(start.year, last_year) for day in _changes(year, months) if day > first]
    return sorted({first, *ends, *changes, date(last_year, 1, 1).toordinal()})


@lru_cache(maxsize=8192)
def _changes(year: int, months: int) -> tuple[int, ...]:
    """The days of a year on which the days needed for `months` are not those of the day before."""
    first = date(year, 1, 1).toordinal()
    needed = [days_needed(date.fromordinal(day), months) for day in range(first - 1, first + 365 + isleap(year))]
    return tuple(first + index for index, (before, now) in enumerate(pairwise(needed)) if before != now)
