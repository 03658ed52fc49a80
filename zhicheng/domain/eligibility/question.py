"""The facts as one level's question: the work that counts, surely or possibly, worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.facts import Facts, Work
from zhicheng.domain.eligibility.pack import Batch, Pack, Reading
from zhicheng.domain.eligibility.years import OPEN_END, Span, merged

_UNKNOWN_WORK = (Work(),)
_PERHAPS_SAME = frozenset((None, "same"))


class CountedWork(NamedTuple):
    """Days of work that count: `certain` by what is known, `possible` if everything unknown turned out well."""

    certain: tuple[Span, ...]
    possible: tuple[Span, ...]
    begun: Outcome
    same_field: Outcome


class Question(NamedTuple):
    """Facts, pack and the level that is asked about; years are counted to `counted_to`, all else stands on `as_of`.

    `batch` is the window open on `as_of`, else the next one.
    """

    facts: Facts
    pack: Pack
    level: str
    work: CountedWork
    batch: Batch | None
    counted_to: date


def asked(facts: Facts, pack: Pack, level: str, work: CountedWork) -> Question:
    """The question of one level, its years counted as the batch of `as_of` says."""
    batch = pack.batch_on(facts.as_of, facts.employer.affiliation, level)
    return Question(facts, pack, level, work, batch, (batch and batch.years_counted_to) or facts.as_of)


def counted_to(day: date, facts: Facts, pack: Pack, level: str) -> date:
    """The day to which years are counted when `day` is the day asked: the batch's, if it names one, else that day."""
    batch = pack.batch_on(day, facts.employer.affiliation, level)
    return (batch and batch.years_counted_to) or day


class Stretch(NamedTuple):
    """Days in a row, both included, with one day to which years are counted; None: each day counts to itself."""

    first: date
    last: date
    counted_to: date | None


def stretches(batches: tuple[Batch, ...], since: date) -> Iterator[Stretch]:
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


def counted_work(facts: Facts, reading: Reading) -> CountedWork:
    """The spans of work that the pack's reading counts, as they stand on `as_of`."""
    may = [one for one in (_UNKNOWN_WORK if facts.work is None else facts.work) if _may_count(one, reading)]
    sure = [one for one in may if _surely_counts(one)]
    all_sure = len(sure) == len(may)
    certain = merged(map(_span, sure))
    begun = [one for one in may if one.start is None or one.start <= facts.as_of]
    surely_begun = begun if all_sure else [one for one in begun if _surely_counts(one)]
    return CountedWork(
        certain=certain,
        possible=certain if all_sure else merged(map(_span, may)),
        begun=_seen(bool(surely_begun), bool(begun)),
        same_field=_seen(
            "same" in [one.field for one in surely_begun], not _PERHAPS_SAME.isdisjoint([one.field for one in begun])
        ),
    )


def _may_count(work: Work, reading: Reading) -> bool:
    return (work.kind is None or work.kind in reading.work_kinds) and (
        work.field is None or work.field in reading.work_fields
    )


def _surely_counts(work: Work) -> bool:
    return bool(work.kind and work.field and work.start and (work.end or work.still_there))


def _seen(surely: bool, possibly: bool) -> Outcome:
    if surely:
        return Outcome.MET
    return Outcome.INCOMPLETE if possibly else Outcome.NOT_MET


def _span(work: Work) -> Span:
    start = work.start.toordinal() if work.start else 1
    end = work.end.toordinal() + 1 if work.end else OPEN_END
    return start, end


def going_on(spans: tuple[Span, ...], as_of: date) -> tuple[Span, ...]:
    """The spans with the job held on `as_of` going on for good."""
    today = as_of.toordinal()
    return merged((start, OPEN_END if start <= today < end else end) for start, end in spans)


def worked_in(spans: tuple[Span, ...], year: int, as_of: date) -> bool:
    """Whether any day of the spans lies in the year and not after `as_of`."""
    first = date(year, 1, 1).toordinal()
    after = min(date(year, 12, 31), as_of).toordinal() + 1
    return any(start < after and end > first for start, end in spans)
