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
        first, last = start if start > since else since, end if end < day else day  # twice as fast as max and min
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
    return _days_between(day, months)


def _days_between(day: date, months: int) -> int:
    return (day - months_earlier(day, months)).days


@lru_cache(maxsize=1024)
def fewest_days(months: int) -> int:
    """No more days than lie between any day and the same date `months` earlier."""
    around_1900 = range(date(1896, 1, 1).toordinal(), date(1905 + months // 12, 1, 1).toordinal())
    return min(_days_between(date.fromordinal(day), months) for day in around_1900) - months // 1200


def first_full_day(spans: tuple[Span, ...], months: int, since: int, not_before: date) -> date | None:
    """The first day from `not_before` on which the days worked since `since` fill `months`; None if never.

    The days worked grow by one a day at most, so days by the fewest that are needed can be left out.
    """
    fewest, start = fewest_days(months), max(not_before.toordinal(), since)
    if days_worked(spans, OPEN_END, since) < fewest:
        return None
    start += max(0, fewest - days_worked(spans, start, since))
    for here in range(start, min(start + _NEAR, OPEN_END)):
        day = date.fromordinal(here)
        if days_worked(spans, here, since) >= days_needed(day, months):
            return day
    return _later_full_day(spans, months, since, start) if start < OPEN_END else None


_NEAR = 4


def _later_full_day(spans: tuple[Span, ...], months: int, since: int, start: int) -> date | None:
    """As `first_full_day`, from `start` on.

    Between two edges the days worked grow by one a day or stand still and the days needed stand still,
    so each stretch between edges is solved at once.
    """
    for here, following in pairwise(_edges(spans, months, date.fromordinal(start))):
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
