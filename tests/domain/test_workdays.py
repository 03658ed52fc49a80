"""Working days follow the State Council's notices, and nothing is guessed past the last of them."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.policy.calendars import load_calendar

CALENDAR = load_calendar()
STARTS = st.dates(date(2024, 1, 1), date(2026, 6, 30))
COUNTS = st.integers(1, 60)


def every_day() -> list[date]:
    days = (CALENDAR.known_until - CALENDAR.known_from).days
    return [CALENDAR.known_from + timedelta(days=step) for step in range(days + 1)]


def test_every_day_of_three_years_is_as_an_independent_calendar_has_it() -> None:
    assert [CALENDAR.is_workday(day) for day in every_day()] == [
        chinese_calendar.is_workday(day) for day in every_day()
    ]


def test_the_years_have_as_many_working_days_as_the_notices_leave() -> None:
    counts = {
        year: sum(CALENDAR.is_workday(day) for day in every_day() if day.year == year) for year in (2024, 2025, 2026)
    }
    assert counts == {2024: 251, 2025: 248, 2026: 248}


@pytest.mark.parametrize(
    ("start", "not_counted", "counted"),
    [
        ("2024-09-27", "2024-10-10", "2024-10-09"),
        ("2024-09-29", "2024-10-11", "2024-10-10"),
        ("2024-09-30", "2024-10-12", "2024-10-11"),
        ("2024-02-05", "2024-02-18", "2024-02-09"),
        ("2024-04-28", "2024-05-08", "2024-05-07"),
        ("2024-12-20", "2024-12-27", "2024-12-26"),
        ("2024-12-30", "2025-01-07", "2025-01-06"),
        ("2025-01-24", "2025-02-07", "2025-02-06"),
        ("2025-09-30", "2025-10-14", "2025-10-13"),
        ("2026-02-12", "2026-02-26", "2026-02-25"),
        ("2026-09-18", "2026-09-24", "2026-09-23"),
    ],
)
def test_five_working_days_end_where_counting_by_hand_ends(start: str, not_counted: str, counted: str) -> None:
    first = date.fromisoformat(start)
    assert CALENDAR.last_day(first, 5) == date.fromisoformat(not_counted)
    assert CALENDAR.last_day(first, 5, count_start=True) == date.fromisoformat(counted)


def test_a_start_on_a_day_off_does_not_count_even_if_it_may() -> None:
    sunday = date(2024, 6, 30)
    assert CALENDAR.counted(sunday, 1, count_start=True) == (date(2024, 7, 1),)


def test_a_made_up_saturday_says_by_which_notice() -> None:
    why = CALENDAR.why(date(2024, 10, 12))
    assert why is not None
    assert (why.name, "国办发明电〔2023〕7号" in why.notice) == ("调休上班", True)
    assert CALENDAR.why(date(2024, 10, 14)) is None


@pytest.mark.parametrize("start", [date(2027, 1, 1), date.max])
@pytest.mark.parametrize("count_start", [False, True])
def test_a_start_past_the_last_known_day_is_said_to_be_unknown(start: date, count_start: bool) -> None:
    with pytest.raises(CalendarRunsOut, match=f"没有{start}的节假日安排.*之后的安排公布后才能计算"):
        CALENDAR.last_day(start, 1, count_start=count_start)


def test_a_day_before_the_first_known_one_waits_for_no_notice() -> None:
    with pytest.raises(CalendarRunsOut, match=r"至2026-12-31$"):
        CALENDAR.last_day(date(2023, 1, 3), 1)


@given(STARTS, COUNTS)
def test_one_day_more_always_ends_later(start: date, count: int) -> None:
    assert CALENDAR.last_day(start, count) < CALENDAR.last_day(start, count + 1)


@given(STARTS, st.integers(0, 30), COUNTS)
def test_a_later_start_never_ends_earlier(start: date, later: int, count: int) -> None:
    assert CALENDAR.last_day(start, count) <= CALENDAR.last_day(start + timedelta(days=later), count)


@given(STARTS, COUNTS)
def test_the_days_counted_are_all_the_working_days_up_to_the_end(start: date, count: int) -> None:
    days = CALENDAR.counted(start, count)
    assert len(days) == count == CALENDAR.workdays_between(start, days[-1])
    assert all(CALENDAR.is_workday(day) for day in days)


@pytest.mark.parametrize("start", [date(2026, 12, 28), date(2027, 3, 1), date(2023, 12, 28)])
def test_past_the_known_days_nothing_is_counted(start: date) -> None:
    with pytest.raises(CalendarRunsOut, match="已知的日历为2024-01-01至2026-12-31"):
        CALENDAR.last_day(start, 5)


@pytest.mark.parametrize("count", [0, -1])
def test_fewer_than_one_day_cannot_be_counted(count: int) -> None:
    with pytest.raises(ValueError, match="至少"):
        CALENDAR.last_day(date(2024, 5, 6), count)
