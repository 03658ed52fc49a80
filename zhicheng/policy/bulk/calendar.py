"""Years and months counted back from the days that occur, worked out once for each day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from zhicheng.policy.bulk.ragged import Array

_FIRST_YEAR = 1970
_EPOCH = date(_FIRST_YEAR, 1, 1).toordinal()


class Calendar:
    """The days from the first to the last of `days` (ordinals), and how many days so many months before them have."""

    def __init__(self, days: Array, months: Iterable[int], years_back: int) -> None:
        self._first, last = (int(days.min()), int(days.max())) if len(days) else (_EPOCH, _EPOCH)
        between = np.arange(self._first, last + 1)
        kinds = sorted({0, *months})
        self._number = np.zeros(kinds[-1] + 1, np.int32)
        self._number[kinds] = np.arange(len(kinds)) * len(between)
        self._needed = np.concatenate([days_needed(between, one) for one in kinds])
        self._year = _years(between)
        self._first_year = int(self._year[0]) - years_back
        self.years = range(int(self._year[0]), int(self._year[-1]) + 1)
        self._new_year = _new_years(np.arange(self._first_year, int(self._year[-1]) + 2))

    def row(self, months: Array) -> Array:
        """Where the days to be worked stand for so many months; `needed` takes it."""
        row: Array = self._number[months] - self._first
        return row

    def needed(self, days: Array, row: Array) -> Array:
        """For each day and row of months together, the days to be worked."""
        needed: Array = self._needed.take(row + days)
        return needed

    def year(self, days: Array) -> Array:
        """The calendar year of each day."""
        year: Array = self._year.take(days - self._first)
        return year

    def new_year(self, years: Array) -> Array:
        """The first of January of each year, as an ordinal."""
        day: Array = self._new_year.take(years - self._first_year)
        return day


def days_needed(days: Array, months: int) -> Array:
    """Days between the same date `months` earlier (a month's last day where it is short) and each of `days`."""
    day = (days - _EPOCH).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    earlier = month - np.timedelta64(months, "M")
    first, following = earlier.astype("datetime64[D]"), (earlier + 1).astype("datetime64[D]")
    into = np.minimum(day - month.astype("datetime64[D]"), following - first - 1)
    needed: Array = (day - (first + into)).astype(np.int32)
    return needed


def _years(days: Array) -> Array:
    years: Array = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + _FIRST_YEAR
    return years


def _new_years(years: Array) -> Array:
    first = (years - _FIRST_YEAR).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int32)
    return first + np.int32(_EPOCH)
