"""Days of work of many people at once: overlaps counted once, then cut to a since and an until."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhicheng.policy.bulk.ragged import Array

_APART = np.int64(1 << 22)
"""More than any day's ordinal, so that one person's days never reach into the next one's."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches without overlap, in order, for each person; half open, in ordinals; an empty one ends too early."""

    offsets: Array
    owner: Array
    starts: Array
    ends: Array

    def days(self, who: Array, since: Array, until: Array) -> Array:
        """Days worked by the people `who` (numbers, may repeat), each from his `since` on and before his `until`."""
        row, stop = self.offsets[who], self.offsets[who + 1]
        total, asked = np.zeros(len(who), np.int32), np.flatnonzero(row < stop)
        row, stop, since, until = row[asked], stop[asked], since[asked], until[asked]
        while len(asked):
            worked = np.minimum(self.ends[row], until) - np.maximum(self.starts[row], since)
            total[asked] += np.maximum(worked, 0)
            row += 1
            left = np.flatnonzero(row < stop)
            asked, row, stop, since, until = asked[left], row[left], stop[left], since[left], until[left]
        return total

    def in_all(self, until: Array) -> Array:
        """Days worked by each person before his `until`."""
        worked = np.minimum(self.ends, until[self.owner])
        worked -= self.starts
        total = np.zeros(len(until), np.int32)
        np.add.at(total, self.owner, np.maximum(worked, 0, out=worked))
        return total

    def enough(self, who: Array, since: Array, until: Array, needed: Array) -> Array:
        """Whether `days` come to what is needed; counted out only where not all of somebody's work is since then."""
        total = self.in_all(until)[who]
        enough: Array = total >= needed
        if len(self.starts):
            first = self.starts.take(self.offsets[:-1], mode="clip")
            open_ = np.flatnonzero(enough & (first[who] < since) & (needed > 0))
            who = who[open_]
            enough[open_] = self.days(who, since[open_], until[who]) >= needed[open_]
        return enough


def in_order(owner: Array, starts: Array) -> Array:
    """The rows of each person in order of their starts."""
    return np.argsort(owner * _APART + starts, kind="stable")


def pieces(offsets: Array, owner: Array, starts: Array, ends: Array, counts: Array) -> Pieces:
    """The spans that count, in order of their starts, without overlap; `owner` is the person of each."""
    overlap = np.flatnonzero((starts[1:] < ends[:-1]) & (owner[1:] == owner[:-1]))
    starts, ends = np.maximum(starts, np.int32(1)), np.where(counts, ends, np.int32(0))
    if len(overlap):
        overlapping = np.zeros(len(offsets) - 1, bool)
        overlapping[owner[overlap]] = True
        rows = np.flatnonzero(overlapping[owner])
        starts[rows] = np.maximum(starts[rows], _reached(owner[rows], ends[rows]))
    return Pieces(offsets, owner, starts, ends)


def _reached(owner: Array, ends: Array) -> Array:
    """For each span the latest end of those before it of the same person; for his first a day before all days."""
    shift = owner * _APART
    reach = np.maximum.accumulate(shift + ends)
    reached: Array = np.concatenate((np.zeros(1, np.int64), reach[:-1])) - shift
    return reached
