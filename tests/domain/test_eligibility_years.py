"""Years of work are counted in days, and the day on which they are full is worked out, not searched for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhicheng.domain.eligibility.years import (
    OPEN_END,
    Span,
    days_needed,
    days_worked,
    first_full_day,
    merged,
    years_earlier,
)

DAYS = st.dates(date(2015, 1, 1), date(2028, 12, 31))
LENGTHS = st.integers(1, 1500)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    found = [
        (start.toordinal(), draw(st.sampled_from((start.toordinal() + draw(LENGTHS), OPEN_END))))
        for start in draw(st.lists(DAYS, max_size=4))
    ]
    return merged(found)


def searched(found: tuple[Span, ...], years: int, since: int, not_before: date) -> date | None:
    day = max(not_before, date.fromordinal(since))
    for _ in range(366 * 30):
        if days_worked(found, day.toordinal(), since) >= days_needed(day, years):
            return day
        day += timedelta(days=1)
    return None


@given(spans(), st.integers(0, 4), DAYS, DAYS)
def test_the_first_full_day_is_the_one_a_search_day_by_day_would_find(
    found: tuple[Span, ...], years: int, since: date, not_before: date
) -> None:
    computed = first_full_day(found, years, since.toordinal(), not_before)
    assert computed == searched(found, years, since.toordinal(), not_before)


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), max_size=6))
def test_every_day_counts_once_however_the_spans_overlap(pairs: list[tuple[int, int]]) -> None:
    days = {day for start, end in pairs for day in range(start, end)}
    assert days_worked(merged(pairs), 500, 1) == len(days)


@pytest.mark.parametrize(
    ("day", "years", "earlier"),
    [
        (date(2024, 7, 1), 1, date(2023, 7, 1)),
        (date(2024, 2, 29), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(2025, 2, 28), 1, date(2024, 2, 28)),
    ],
)
def test_the_same_date_years_earlier(day: date, years: int, earlier: date) -> None:
    assert years_earlier(day, years) == earlier


def test_a_leap_day_in_the_year_asks_for_one_day_more() -> None:
    assert days_needed(date(2024, 3, 1), 1) == 366
    assert days_needed(date(2025, 3, 1), 1) == 365


def test_years_may_become_full_without_more_work_when_a_leap_day_falls_out() -> None:
    year_of_work = merged([(date(2023, 3, 1).toordinal(), date(2024, 2, 29).toordinal())])
    assert days_worked(year_of_work, date(2024, 6, 1).toordinal(), 1) == 365
    assert first_full_day(year_of_work, 1, 1, date(2024, 6, 1)) == date(2025, 3, 1)
