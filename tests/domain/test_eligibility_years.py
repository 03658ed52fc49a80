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
    fewest_days,
    first_full_day,
    merged,
    months_earlier,
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


def searched(found: tuple[Span, ...], months: int, since: int, not_before: date) -> date | None:
    day = max(not_before, date.fromordinal(since))
    for _ in range(366 * 30):
        if days_worked(found, day.toordinal(), since) >= days_needed(day, months):
            return day
        day += timedelta(days=1)
    return None


MONTHS = st.one_of(st.integers(0, 40), st.integers(0, 4).map(lambda years: years * 12))


@given(spans(), MONTHS, DAYS, DAYS)
def test_the_first_full_day_is_the_one_a_search_day_by_day_would_find(
    found: tuple[Span, ...], months: int, since: date, not_before: date
) -> None:
    computed = first_full_day(found, months, since.toordinal(), not_before)
    assert computed == searched(found, months, since.toordinal(), not_before)


@given(MONTHS, DAYS)
def test_no_day_needs_less_than_the_fewest(months: int, day: date) -> None:
    assert fewest_days(months) <= days_needed(day, months)


@pytest.mark.parametrize(("months", "fewest"), [(0, 0), (1, 28), (12, 365), (36, 1095), (48, 1460), (60, 1825)])
def test_the_fewest_days_are_those_of_no_leap_year(months: int, fewest: int) -> None:
    assert fewest_days(months) == fewest


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), max_size=6))
def test_every_day_counts_once_however_the_spans_overlap(pairs: list[tuple[int, int]]) -> None:
    days = {day for start, end in pairs for day in range(start, end)}
    assert days_worked(merged(pairs), 500, 1) == len(days)


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2024, 7, 1), 12, date(2023, 7, 1)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 2, 29), 48, date(2020, 2, 29)),
        (date(2025, 2, 28), 12, date(2024, 2, 28)),
        (date(2025, 1, 15), 3, date(2024, 10, 15)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2023, 12, 31), 1, date(2023, 11, 30)),
    ],
)
def test_the_same_date_months_earlier(day: date, months: int, earlier: date) -> None:
    assert months_earlier(day, months) == earlier


def test_a_leap_day_in_the_year_asks_for_one_day_more() -> None:
    assert days_needed(date(2024, 3, 1), 12) == 366
    assert days_needed(date(2025, 3, 1), 12) == 365


def test_years_may_become_full_without_more_work_when_a_leap_day_falls_out() -> None:
    year_of_work = merged([(date(2023, 3, 1).toordinal(), date(2024, 2, 29).toordinal())])
    assert days_worked(year_of_work, date(2024, 6, 1).toordinal(), 1) == 365
    assert first_full_day(year_of_work, 12, 1, date(2024, 6, 1)) == date(2025, 3, 1)
