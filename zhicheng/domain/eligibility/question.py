"""The facts as one level's question: what is settled for its place, and the work that counts, surely or possibly."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.conditions.settled_together import OfPlace
from zhicheng.domain.eligibility.facts import Facts, Work
from zhicheng.domain.eligibility.pack import Batch, Pack, Reading
from zhicheng.domain.eligibility.procedure import window_on
from zhicheng.domain.eligibility.tables import Tables, tables_of
from zhicheng.domain.eligibility.years import OPEN_END, Span, merged

_UNKNOWN_WORK = (Work(),)


class CountedWork(NamedTuple):
    """Days of work that count: `certain` by what is known, `possible` if everything unknown turned out well."""

    certain: tuple[Span, ...]
    possible: tuple[Span, ...]
    begun: Outcome
    same_field: Outcome


class Question(NamedTuple):
    """Facts, pack and the level that is asked about; years are counted to `counted_to`, all else stands on `as_of`.

    `batch` is the window open on `as_of`, else the next one; `tables` hold what the pack says to closed words.
    """

    facts: Facts
    pack: Pack
    level: str
    work: CountedWork
    tables: Tables
    place: OfPlace
    batch: Batch | None
    counted_to: date


def asked(facts: Facts, pack: Pack, level: str, work: CountedWork) -> Question:
    """The question of one level, its years counted as the batch of `as_of` says."""
    tables, as_of = tables_of(pack), facts.as_of
    place = tables.place[facts.employer.affiliation, level]
    batch = window_on(as_of, place.batches)
    return Question(facts, pack, level, work, tables, place, batch, (batch and batch.years_counted_to) or as_of)


def counted_to(day: date, question: Question) -> date:
    """The day to which years are counted when `day` is the day asked: the batch's, if it names one, else that day."""
    batch = window_on(day, question.place.batches)
    return (batch and batch.years_counted_to) or day


def counted_work(facts: Facts, reading: Reading) -> CountedWork:
    """The spans of work that the pack's reading counts, as they stand on `as_of`."""
    as_of, kinds, fields = facts.as_of, reading.work_kinds, reading.work_fields
    sure, unsure = list[Span](), list[Span]()
    begun = same = Outcome.NOT_MET
    for one in _UNKNOWN_WORK if facts.work is None else facts.work:
        kind, field, start, end = one.kind, one.field, one.start, one.end
        if (kind is None or kind in kinds) and (field is None or field in fields):
            surely = bool(kind and field and start and (end or one.still_there))
            span = start.toordinal() if start else 1, end.toordinal() + 1 if end else OPEN_END
            (sure if surely else unsure).append(span)
            if start is None or start <= as_of:
                begun = _better(begun, surely)
                if field is None or field == "same":
                    same = _better(same, surely)
    certain = merged(sure)
    return CountedWork(certain, merged(sure + unsure) if unsure else certain, begun, same)


def _better(seen: Outcome, surely: bool) -> Outcome:
    """Seen surely, or, where it has not been, possibly."""
    return Outcome.MET if surely or seen is Outcome.MET else Outcome.INCOMPLETE


def worked_in(spans: tuple[Span, ...], year: int, as_of: date) -> bool:
    """Whether any day of the spans lies in the year and not after `as_of`."""
    first = date(year, 1, 1).toordinal()
    after = min(date(year, 12, 31), as_of).toordinal() + 1
    return any(start < after and end > first for start, end in spans)
