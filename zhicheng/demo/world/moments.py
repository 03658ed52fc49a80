"""Moments of the demo's story, in the bureau's time."""

from datetime import date, datetime, time, timedelta

from zhicheng.domain.legal_time import BUREAU_ZONE, legal_day
from zhicheng.policy.deployment import calendar


def at(text: str) -> datetime:
    """The instant that "2024-05-06 09:12" names at the bureau; nine o'clock where only the day is given."""
    moment = datetime.fromisoformat(text)
    if len(text) <= len("2024-05-06"):
        moment += timedelta(hours=9)
    return moment.replace(tzinfo=BUREAU_ZONE)


def workday_after(moment: datetime, days: int, clock: str = "09:30") -> datetime:
    """The time of day `clock` on the working day that is `days` working days after `moment`."""
    return _on(calendar().last_day(legal_day(moment), days), clock)


def first_workday(moment: datetime, clock: str = "09:30") -> datetime:
    """The time of day `clock` on the legal day of `moment`, or on the next working day."""
    return _on(calendar().first_workday(legal_day(moment)), clock)


def _on(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), BUREAU_ZONE)
