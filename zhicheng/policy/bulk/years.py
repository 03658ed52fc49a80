"""Whether the years of each pair of schooling and route are full, on the day to which they are counted."""

from __future__ import annotations

from itertools import product

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Batch, Pack, Route
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.ragged import Array, Columns
from zhicheng.policy.bulk.schooling import Tried
from zhicheng.policy.bulk.spans import Pieces, days_needed
from zhicheng.policy.bulk.work import Counted

_MET, _INCOMPLETE, _NOT_MET = (np.uint8(severity(one)) for one in (Outcome.MET, Outcome.INCOMPLETE, Outcome.NOT_MET))


class Years:
    """What the routes of a pack ask of work, in all and since the schooling."""

    def __init__(self, pack: Pack, routes: tuple[Route, ...]) -> None:
        added, fitting = pack.reading.unrelated_adds_years * 12, pack.reading.schooling_fields
        fields = [
            (added * (field not in fitting) * (field is not None), added * (field not in fitting))
            for field in coded.FIELD
        ]
        months = [[(one.months_needed + least, one.months_needed + most) for least, most in fields] for one in routes]
        self._at_least, self._at_most = np.moveaxis(np.array(months, np.int32).reshape(-1, 2), 1, 0)
        self._since = np.array([one.months_needed_after for one in routes], np.int32)
        self._before_counts = np.array([one.before_counts for one in routes])

    def judged(self, tried: Tried, work: Counted, as_of: Array, counted_to: Array) -> Array:
        """The outcome of the years of each pair; `as_of` and `counted_to` are of each person."""
        word = tried.route * len(coded.FIELD) + tried.field
        at_least, at_most = self._at_least[word], self._at_most[word]
        full = self._full(tried, work.certain, at_most, counted_to)
        perhaps, open_ = full.copy(), np.flatnonzero(work.unsure[tried.who] | (at_least < at_most))
        if len(open_):
            perhaps[open_] = self._full(tried.only(open_), work.possible, at_least[open_], counted_to)
        outcome = np.where(full & (tried.date > 0), _MET, np.where(perhaps, _INCOMPLETE, _NOT_MET))
        outcome[tried.date > as_of[tried.who]] = _NOT_MET
        return outcome

    def _full(self, tried: Tried, pieces: Pieces, months: Array, counted_to: Array) -> Array:
        had = np.maximum(tried.date, 1)
        first = np.where(self._before_counts[tried.route], np.int32(1), had)
        in_all = _enough(tried.who, pieces, months, first, counted_to)
        return in_all & _enough(tried.who, pieces, self._since[tried.route], had, counted_to)


def _enough(who: Array, pieces: Pieces, months: Array, since: Array, counted_to: Array) -> Array:
    enough = np.ones(len(who), bool)
    asks = np.flatnonzero(months)
    who = who[asks]
    until = counted_to[who]
    enough[asks] = pieces.days(who, since[asks], until) >= _needed(until, months[asks])
    return enough


def _needed(days: Array, months: Array) -> Array:
    """Days that so many months before each of `days` have, worked out once for each day from the first to the last."""
    if not len(days):
        return days
    first, kinds = days.min(), np.flatnonzero(np.bincount(months))
    number = np.zeros(kinds[-1] + 1, np.intp)
    number[kinds] = np.arange(len(kinds))
    between = np.arange(first, days.max() + 1)
    table = np.stack([days_needed(between, int(one)) for one in kinds])
    needed: Array = table[number[months], days - first]
    return needed


class CountedTo:
    """The day to which years are counted, where the batch of the day asked names one."""

    def __init__(self, pack: Pack, columns: Columns) -> None:
        levels = [level for level in coded.LEVEL if level]
        windows = [pack.batches_for(place, level) for place, level in product(columns.affiliations, levels)]
        self._windows: dict[tuple[Batch, ...], int] = {}
        numbers = [self._windows.setdefault(one, len(self._windows)) for one in windows]
        self._number = np.array(numbers, np.int32).reshape(len(columns.affiliations), len(levels))
        self._any = any(one.years_counted_to for found in self._windows for one in found)

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
