"""Moments and legal days: the law counts in days at the bureau, and a day ends when the next begins."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BUREAU_ZONE = ZoneInfo("Asia/Shanghai")

STRAGGLERS = timedelta(minutes=10)  # what reached the front in time may wait so long until it is dealt with


def legal_day(moment: datetime) -> date:
    """The day at the bureau on which `moment` falls. Raises ValueError for a moment without time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone, so it names no legal day")
    return moment.astimezone(BUREAU_ZONE).date()


def opens_at(day: date) -> datetime:
    """The instant at which `day` begins at the bureau."""
    return datetime.combine(day, time.min, BUREAU_ZONE)


def closes_at(day: date) -> datetime:
    """The instant at which `day` is over (24:00): in time is what was received before it."""
    return opens_at(day + timedelta(days=1))


def in_time(received: datetime, last_day: date) -> bool:
    """Whether what was received at `received` was in time for a deadline on `last_day`, that day included."""
    if received.tzinfo is None:
        raise ValueError(f"{received} has no time zone, so it cannot be held against a deadline")
    return received < closes_at(last_day)


def surely_over(ends_at: datetime) -> datetime:
    """The instant from which a deadline may take effect: nothing that arrived before `ends_at` is still on its way."""
    return ends_at + STRAGGLERS
