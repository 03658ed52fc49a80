"""Whether the years of each pair of schooling and route are full, on the day to which they are counted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Batch, Pack, Route
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.calendar import Calendar
from zhicheng.policy.bulk.forms import MOST_YEARS
from zhicheng.policy.bulk.ragged import Array, Columns
from zhicheng.policy.bulk.schooling import Tried
from zhicheng.policy.bulk.spans import Spans
from zhicheng.policy.bulk.work import Counted

_MET, _INCOMPLETE, _NOT_MET = (np.uint8(severity(one)) for one in (Outcome.MET, Outcome.INCOMPLETE, Outcome.NOT_MET))
_OF_YEARS = np.array([_NOT_MET, _MET, _INCOMPLETE, _MET])
"""By whether the years are full (1) and whether they may be (2)."""


@dataclass(frozen=True, slots=True)
class Months:
    """By route and field of the schooling, the calendar's rows of the months asked since it, and in all."""

    since: Array
    in_all: Array


class Years:
    """What the routes of a pack ask of work, in all and since the schooling, counted back from any of `days`."""

    def __init__(self, pack: Pack, routes: tuple[Route, ...], days: Array) -> None:
        added, fitting = pack.reading.unrelated_adds_years * 12, pack.reading.schooling_fields
        fields = [
            (added * (field not in fitting) * (field is not None), added * (field not in fitting))
            for field in coded.FIELD
        ]
        months = [[(one.months_needed + least, one.months_needed + most) for least, most in fields] for one in routes]
        at_least, at_most = np.moveaxis(np.array(months, np.int32).reshape(-1, 2), 1, 0)
        since = np.repeat(np.array([one.months_needed_after for one in routes], np.int32), len(coded.FIELD))
        self._unsure = at_least < at_most
        self._before_counts = np.repeat(np.array([one.before_counts for one in routes]), len(coded.FIELD))
        every = np.concatenate((at_least, at_most, since))
        self.calendar = Calendar(days, every.tolist(), MOST_YEARS)
        self._surely, self._perhaps = (
            Months(
                self.calendar.row(np.where(self._before_counts, since, np.maximum(one, since))), self.calendar.row(one)
            )
            for one in (at_most, at_least)
        )

    def judged(self, tried: Tried, work: Counted, as_of: Array, counted_to: Array) -> Array:
        """The outcome of the years of each pair; `as_of` and `counted_to` are of each person."""
        word = tried.route * np.int16(len(coded.FIELD)) + tried.field
        until = counted_to.take(tried.who)
        full = self._full(tried, work.certain, self._surely, word, until)
        perhaps, unsure = full.copy(), np.flatnonzero(work.unsure.take(tried.who) | self._unsure.take(word))
        if len(unsure):
            pairs, until = tried.only(unsure), until.take(unsure)
            perhaps[unsure] = self._full(pairs, work.possible, self._perhaps, word.take(unsure), until)
        full &= tried.date > 0
        outcome: Array = _OF_YEARS.take(full + 2 * perhaps.view(np.uint8))
        return np.maximum(outcome, (tried.date > as_of.take(tried.who)) * _NOT_MET, out=outcome)

    def _full(self, tried: Tried, work: Spans, months: Months, word: Array, until: Array) -> Array:
        """Whether the months in all are full, and those since the schooling; in one where none before it counts."""
        needed = self.calendar.needed(until, months.since.take(word))
        full = work.enough(tried.who, np.maximum(tried.date, 1), until, needed)
        both = np.flatnonzero(full & self._before_counts.take(word))
        if len(both):
            until = until.take(both)
            needed = self.calendar.needed(until, months.in_all.take(word.take(both)))
            full[both] = work.enough(tried.who.take(both), np.ones(len(both), np.int32), until, needed)
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
