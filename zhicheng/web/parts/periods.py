"""The days of a period for the counted-days component: which counted, which did not, and by what notice."""

from datetime import date, timedelta
from typing import Any

from zhicheng.domain.periods import Period
from zhicheng.domain.workdays import WorkCalendar

WEEKEND_FROM = 5


def period_context(period: Period | dict[str, Any], calendar: WorkCalendar | None = None) -> dict[str, Any]:
    """Give {start, end, counted, excluded}, each day as {day, why, notice}; a dict of that form passes through."""
    if isinstance(period, dict):
        return period
    counted = set(period.counted_days)
    first, last = min(period.start, period.counted_days[0]), period.end
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {
        "start": period.start,
        "first": period.counted_days[0],
        "end": period.end,
        "counted": [_named(day, calendar) for day in days if day in counted],
        "excluded": [_excluded(day, period.start, calendar) for day in days if day not in counted],
    }


def _named(day: date, calendar: WorkCalendar | None) -> dict[str, Any]:
    named = calendar.why(day) if calendar else None
    return {"day": day, "why": named.name if named else "", "notice": named.notice if named else ""}


def _excluded(day: date, start: date, calendar: WorkCalendar | None) -> dict[str, Any]:
    row = _named(day, calendar)
    weekend = day.weekday() >= WEEKEND_FROM
    if not row["why"] and day == start and not weekend:
        return {**row, "why": "起始日，从下一个工作日起算"}
    return {**row, "why": row["why"] or ("周末" if weekend else "放假")}
