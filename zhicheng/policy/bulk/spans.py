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


def in_order(offsets: Array, starts: Array) -> Array:
    """The rows of each person in order of their starts."""
    owner = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    return np.argsort(owner * _APART + starts, kind="stable")


def pieces(offsets: Array, owner: Array, starts: Array, ends: Array) -> Pieces:
    """The spans, in order of their starts, without overlap; `owner` is the person of each, one of no days ends at 0."""
    shift = owner * _APART
    reach = np.maximum.accumulate(shift + ends)
    before = np.concatenate((np.zeros(1, np.int64), reach[:-1])) - shift
    return Pieces(offsets, np.maximum(starts, before).astype(np.int32), ends)
