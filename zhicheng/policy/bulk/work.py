"""The work that counts of many people, surely and possibly, as the check's own question has it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.ragged import Array, Ragged
from zhicheng.policy.bulk.spans import Spans

MAY, SURE, MAY_SAME, SURE_SAME, UNSURE = 1, 2, 4, 8, 16
_NOT_MET = np.uint8(severity(Outcome.NOT_MET))


@dataclass(frozen=True, slots=True)
class Counted:
    """Spans of work that count, and by severity whether it has begun and whether some is of the speciality itself.

    `unsure` marks the people of whom more may count than is certain.
    """

    certain: Spans
    possible: Spans
    begun: Array
    same_field: Array
    unsure: Array

    def possible_days(self, who: Array, since: Array, until: Array) -> Array:
        """Days of the people `who` if everything unknown turned out well, each from his since and before his until."""
        return self.possible.days(who, since, until)


class WorkReading:
    """What a pack's reading makes of a span of work, by its kind and field and by whether both its ends are known."""

    def __init__(self, pack: Pack) -> None:
        reading = pack.reading

        def mark(known: bool, kind: str | None, field: str | None) -> int:
            if not (kind is None or kind in reading.work_kinds) or not (field is None or field in reading.work_fields):
                return 0
            sure = known and kind is not None and field is not None
            bits = MAY | (SURE if sure else UNSURE)
            if field in (None, "same"):
                bits |= MAY_SAME | (SURE_SAME if sure else 0)
            return bits

        self._marks = np.array([mark(*together) for together in coded.WORK], np.uint8)
        self._begun = np.array([_seen(bits, SURE, MAY) for bits in self._marks], np.uint8)
        self._begun_same = np.array([_seen(bits, SURE_SAME, MAY_SAME) for bits in self._marks], np.uint8)

    def counted(self, work: Ragged, as_of: Array) -> Counted:
        """The work of the people; `as_of` is the day asked of each."""
        word, owner = work["word"], work.owner
        starts, end, marks = np.maximum(work["start"], np.int32(1)), work["end"], self._marks.take(word)
        not_begun = (work["start"] > as_of.take(owner)) * _NOT_MET
        unsure = np.zeros(len(as_of), bool)
        unsure[owner.take(np.flatnonzero(marks & UNSURE))] = True
        return Counted(
            Spans(work.offsets, starts, end * ((marks & SURE) > 0)),
            Spans(work.offsets, starts, end * ((marks & MAY) > 0)),
            _best(np.maximum(self._begun.take(word), not_begun), owner, len(as_of)),
            _best(np.maximum(self._begun_same.take(word), not_begun), owner, len(as_of)),
            unsure,
        )


def _best(outcome: Array, owner: Array, people: int) -> Array:
    best = np.full(people, _NOT_MET)
    np.minimum.at(best, owner, outcome)
    return best


def _seen(bits: int, sure: int, may: int) -> int:
    if bits & sure:
        return severity(Outcome.MET)
    return severity(Outcome.INCOMPLETE if bits & may else Outcome.NOT_MET)
