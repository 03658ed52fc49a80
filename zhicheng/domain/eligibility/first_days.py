"""The first day on which a candidate's years are full if the present job goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from zhicheng.domain.eligibility.candidates import Candidate, full
from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.pack import Batch
from zhicheng.domain.eligibility.question import Question
from zhicheng.domain.eligibility.ways import Way
from zhicheng.domain.eligibility.years import OPEN_END, Span, first_full_day, merged


class Stretch(NamedTuple):
    """Days in a row, both included, with one day to which years are counted; None: each day counts to itself."""

    first: date
    last: date
    counted_to: date | None


def first_day(question: Question, candidate: Candidate) -> date | None:
    """The first day from `as_of` on which the candidate's years are full if the present job goes on; None if never.

    Only what is known counts, so schooling of unknown level or date gives no day.
    """
    held, way, as_of = candidate.held, candidate.way, question.facts.as_of
    if not held.level or not held.date or candidate.schooling is Outcome.NOT_MET:
        return None
    spans = _going_on(question.work.certain, as_of)
    since = max(held.date, as_of)
    if question.place.own_days:
        return _first_full(spans, way, held.date, since)
    for stretch in _stretches(question.place.batches, since):
        if stretch.counted_to is None:
            day = _first_full(spans, way, held.date, stretch.first)
        else:
            day = stretch.first if full(spans, way, way.at_most, held.date, stretch.counted_to) else None
        if day and day <= stretch.last:
            return day
    return None


def _going_on(spans: tuple[Span, ...], as_of: date) -> tuple[Span, ...]:
    """The spans with the job held on `as_of` going on for good."""
    today = as_of.toordinal()
    return merged([(start, OPEN_END if start <= today < end else end) for start, end in spans])


def _stretches(batches: tuple[Batch, ...], since: date) -> Iterator[Stretch]:
    """The days from `since` on, cut where the day to which years are counted changes."""
    free = opens = since
    for batch in batches:
        after = batch.closes + timedelta(days=1)
        if batch.closes >= since and batch.years_counted_to:
            if free < opens:
                yield Stretch(free, opens - timedelta(days=1), None)
            yield Stretch(opens, batch.closes, batch.years_counted_to)
            free = after
        opens = max(opens, after)
    yield Stretch(free, date.max, None)


def _first_full(spans: tuple[Span, ...], way: Way, schooled: date, since: date) -> date | None:
    """The first day from `since` on which both counts of the way are full."""
    after = schooled.toordinal()
    day = first_full_day(spans, way.at_most, 1 if way.before_counts else after, since)
    if way.after <= way.at_most and not way.before_counts:
        return day
    while day is not None:
        both = first_full_day(spans, way.after, after, day)
        if both is None or both == day:
            return both
        day = first_full_day(spans, way.at_most, 1 if way.before_counts else after, both)
    return None
