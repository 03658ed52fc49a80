"""Publicity, paper and deadlines end when the law's day ends at the bureau."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.legal_time import BUREAU_ZONE, closes_at, in_time, legal_day, opens_at
from zhicheng.domain.periods import correction_period, last_safe_day, paper_due, publicity_period
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.policy.calendars import load_calendar

CALENDAR = load_calendar()


def test_publicity_over_the_national_day_ends_on_the_made_up_saturday() -> None:
    period = publicity_period(date(2024, 9, 30), 5, CALENDAR)
    assert period.counted_days == tuple(date(2024, 10, day) for day in (8, 9, 10, 11, 12))
    assert period.end == date(2024, 10, 12)
    assert period.ends_at == datetime(2024, 10, 13, tzinfo=BUREAU_ZONE)


def test_a_period_is_over_at_midnight_and_not_a_moment_before() -> None:
    period = publicity_period(date(2024, 9, 30), 5, CALENDAR)
    assert not period.is_over(period.ends_at - timedelta(microseconds=1))
    assert period.is_over(period.ends_at)


def test_publicity_opened_on_a_day_off_begins_with_the_next_working_day() -> None:
    assert publicity_period(date(2024, 6, 29), 5, CALENDAR).counted_days[0] == date(2024, 7, 1)


def test_publicity_into_an_unknown_year_is_refused() -> None:
    with pytest.raises(CalendarRunsOut):
        publicity_period(date(2026, 12, 28), 5, CALENDAR)


def test_a_correction_is_answered_within_working_days() -> None:
    assert correction_period(date(2024, 12, 20), 10, CALENDAR).end == date(2025, 1, 6)


@pytest.mark.parametrize(
    ("end", "due"),
    [("2024-10-10", "2024-10-24"), ("2024-09-17", "2024-10-08"), ("2024-12-14", "2024-12-30")],
)
def test_paper_is_due_two_weeks_later_or_on_the_next_working_day(end: str, due: str) -> None:
    assert paper_due(date.fromisoformat(end), CALENDAR) == date.fromisoformat(due)


def test_the_last_safe_day_leaves_the_employer_its_publicity_and_a_day_to_forward() -> None:
    assert last_safe_day(date(2024, 12, 20), 5, CALENDAR) == date(2024, 12, 12)
    assert last_safe_day(date(2024, 12, 20), 5, CALENDAR, count_start=True) == date(2024, 12, 13)


@given(st.dates(date(2024, 3, 1), date(2026, 12, 31)), st.integers(1, 15), st.booleans())
def test_the_last_safe_day_is_safe_and_the_next_is_not(closes: date, days: int, count_start: bool) -> None:
    safe = last_safe_day(closes, days, CALENDAR, count_start)
    assert publicity_period(safe, days, CALENDAR, count_start).end < closes
    try:
        end_of_next = publicity_period(safe + timedelta(days=1), days, CALENDAR, count_start).end
    except CalendarRunsOut:
        return
    assert end_of_next >= closes


def test_a_deadline_is_midnight_at_the_bureau_wherever_the_clock_stands() -> None:
    assert closes_at(date(2024, 12, 20)) == datetime(2024, 12, 20, 16, 0, tzinfo=UTC)
    assert in_time(datetime(2024, 12, 20, 15, 59, 59, 999999, tzinfo=UTC), date(2024, 12, 20))
    assert not in_time(datetime(2024, 12, 20, 16, 0, tzinfo=UTC), date(2024, 12, 20))
    assert closes_at(date(2024, 12, 20)) == opens_at(date(2024, 12, 21))


def test_a_moment_names_the_day_at_the_bureau() -> None:
    assert legal_day(datetime(2024, 12, 20, 16, 0, tzinfo=UTC)) == date(2024, 12, 21)
    assert legal_day(datetime(2024, 12, 20, 15, 59, tzinfo=UTC)) == date(2024, 12, 20)


def test_a_moment_without_a_zone_names_no_day() -> None:
    naive = datetime(2024, 12, 20, 12, 0)  # noqa: DTZ001  the very thing that is refused
    with pytest.raises(ValueError, match="no time zone"):
        legal_day(naive)
    with pytest.raises(ValueError, match="no time zone"):
        in_time(naive, date(2024, 12, 20))
