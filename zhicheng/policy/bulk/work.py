"""The work that counts of many people, surely and possibly, as the check's own question has it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.forms import united
from zhicheng.policy.bulk.ragged import Array, Ragged
from zhicheng.policy.bulk.spans import Pieces, pieces

MAY, SURE, MAY_SAME, SURE_SAME, UNSURE = 1, 2, 4, 8, 16
_BEGUN = MAY | SURE | MAY_SAME | SURE_SAME


@dataclass(frozen=True, slots=True)
class Counted:
    """Stretches of work that count, and by severity whether it has begun and whether some is of the speciality itself.

    `unsure` marks the people of whom more may count than is certain; only these are in `possible`.
    """

    certain: Pieces
    possible: Pieces
    begun: Array
    same_field: Array
    unsure: Array

    def certain_days(self, who: Array, since: Array, until: Array) -> Array:
        """Days surely worked by the people `who`, each from his `since` on and before his `until`."""
        return self.certain.days(who, since, until)

    def possible_days(self, who: Array, since: Array, until: Array) -> Array:
        """The same days if everything unknown turned out well."""
        days, more = self.certain.days(who, since, until), np.flatnonzero(self.unsure[who])
        if len(more):
            days[more] = self.possible.days(who[more], since[more], until[more])
        return days


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

    def counted(self, work: Ragged, owner: Array, as_of: Array) -> Counted:
        """The work of the people; `owner` is the person of each row, `as_of` the day asked of each person."""
        start, end = work["start"], work["end"]
        marks = self._marks[work["word"]]
        begun = np.where(start <= as_of[owner], marks, marks & UNSURE)
        seen = united(begun, work.offsets)
        certain = pieces(work.offsets, owner, start, np.where(marks & SURE, end, 0))
        unsure = (seen & UNSURE) > 0
        rows = np.flatnonzero(unsure[owner])
        possible = pieces(
            np.concatenate((work.offsets[:1], np.cumsum(np.where(unsure, work.counts, 0)))),
            owner[rows],
            start[rows],
            np.where(marks[rows] & MAY, end[rows], 0),
        )
        return Counted(certain, possible, _SEEN[seen & (MAY | SURE)], _SEEN_SAME[seen & _BEGUN], unsure)


def _seen(bits: int, sure: int, may: int) -> int:
    if bits & sure:
        return severity(Outcome.MET)
    return severity(Outcome.INCOMPLETE if bits & may else Outcome.NOT_MET)


_SEEN = np.array([_seen(bits, SURE, MAY) for bits in range(UNSURE)], np.uint8)
_SEEN_SAME = np.array([_seen(bits, SURE_SAME, MAY_SAME) for bits in range(UNSURE)], np.uint8)
