"""Whether the years of each pair of schooling and route are full, on the day to which they are counted."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Batch, Pack, Route
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.calendar import Calendar
from zhicheng.policy.bulk.forms import MOST_YEARS
from zhicheng.policy.bulk.ragged import Array, Columns
from zhicheng.policy.bulk.schooling import Tried
from zhicheng.policy.bulk.work import Counted

_MET, _INCOMPLETE, _NOT_MET = (np.uint8(severity(one)) for one in (Outcome.MET, Outcome.INCOMPLETE, Outcome.NOT_MET))

Enough = Callable[[Array, Array, Array, Array], Array]
"""Whether people worked the days needed, each from his since on and before the until of everyone."""


class Years:
    """What the routes of a pack ask of work, in all and since the schooling, counted back from any of `days`."""

    def __init__(self, pack: Pack, routes: tuple[Route, ...], days: Array) -> None:
        added, fitting = pack.reading.unrelated_adds_years * 12, pack.reading.schooling_fields
        fields = [
            (added * (field not in fitting) * (field is not None), added * (field not in fitting))
            for field in coded.FIELD
        ]
        months = [[(one.months_needed + least, one.months_needed + most) for least, most in fields] for one in routes]
        self._at_least, self._at_most = np.moveaxis(np.array(months, np.int32).reshape(-1, 2), 1, 0)
        self._adds = added > 0
        self._since = np.repeat(np.array([one.months_needed_after for one in routes], np.int32), len(coded.FIELD))
        self._before_counts = np.repeat(np.array([one.before_counts for one in routes]), len(coded.FIELD))
        every = np.concatenate((self._at_least, self._at_most, self._since))
        self.calendar = Calendar(days, every.tolist(), MOST_YEARS)

    def judged(self, tried: Tried, work: Counted, as_of: Array, counted_to: Array) -> Array:
        """The outcome of the years of each pair; `as_of` and `counted_to` are of each person."""
        word = tried.route * len(coded.FIELD) + tried.field
        full = self._full(tried, work.enough, self._at_most, word, counted_to)
        unsure = work.unsure[tried.who]
        if self._adds:
            unsure |= self._at_least[word] < self._at_most[word]
        perhaps, open_ = full.copy(), np.flatnonzero(unsure)
        if len(open_):
            perhaps[open_] = self._full(tried.only(open_), work.perhaps_enough, self._at_least, word[open_], counted_to)
        outcome = np.where(full & (tried.date > 0), _MET, np.where(perhaps, _INCOMPLETE, _NOT_MET))
        outcome[tried.date > as_of[tried.who]] = _NOT_MET
        return outcome

    def _full(self, tried: Tried, enough: Enough, in_all: Array, word: Array, counted_to: Array) -> Array:
        """Whether the months in all are full, and those since the schooling; in one where none before it counts."""
        since = np.where(self._before_counts, self._since, np.maximum(in_all, self._since))
        needed = self.calendar.needed(counted_to[tried.who], since[word])
        full = enough(tried.who, np.maximum(tried.date, 1), counted_to, needed)
        both = np.flatnonzero(self._before_counts[word])
        if len(both):
            who = tried.who[both]
            needed = self.calendar.needed(counted_to[who], in_all[word[both]])
            full[both] &= enough(who, np.ones(len(both), np.int32), counted_to, needed)
        return full


class CountedTo:
    """The day to which years are counted, where the batch of the day asked names one."""

    def __init__(self, pack: Pack, columns: Columns) -> None:
        levels = [level for level in coded.LEVEL if level]
        windows = [pack.batches_for(place, level) for place, level in product(columns.affiliations, levels)]
        self._windows: dict[tuple[Batch, ...], int] = {}
        numbers = [self._windows.setdefault(one, len(self._windows)) for one in windows]
        self._number = np.array(numbers, np.int32).reshape(len(columns.affiliations), len(levels))
        named = {one.years_counted_to for found in self._windows for one in found if one.years_counted_to}
        self._any = bool(named)
        self.every_day = np.append(columns.people["as_of"], [day.toordinal() for day in named]).astype(np.int32)

    def days(self, as_of: Array, affiliation: Array, level: Array) -> Array:
        """For each person, as an ordinal; the day asked where no other is named."""
        if not self._any:
            return as_of
        counted_to, number = as_of.copy(), self._number[affiliation, level - 1]
        for batches, own in self._windows.items():
            for batch in reversed(batches):
                here = (number == own) & (as_of <= batch.closes.toordinal())
                counted_to[here] = batch.years_counted_to.toordinal() if batch.years_counted_to else as_of[here]
        return counted_to
