"""Days of work of many people at once: overlaps counted once, then cut to a since and an until."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from zhicheng.policy.bulk.ragged import Array

_APART = np.int64(1 << 22)
"""More than any day's ordinal, so that one person's days never reach into the next one's."""
_FIRST_YEAR = 1970
_EPOCH = date(_FIRST_YEAR, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Pieces:
    """Stretches without overlap, in order, for each person; half open, in ordinals; an empty one ends too early."""

    offsets: Array
    starts: Array
    ends: Array

    def days(self, who: Array, since: Array, until: Array) -> Array:
        """Days worked by the people `who` (numbers, may repeat), each from his `since` on and before his `until`."""
        total = np.zeros(len(who), np.int32)
        first = self.offsets[who]
        left = self.offsets[who + 1] - first
        live = np.arange(len(who)) if left.all() else np.flatnonzero(left)
        while len(live):
            row = first[live]
            worked = np.minimum(self.ends[row], until[live]) - np.maximum(self.starts[row], since[live])
            total[live] += np.maximum(worked, 0)
            first[live] += 1
            left[live] -= 1
            live = live[left[live] > 0]
        return total


def pieces(offsets: Array, owner: Array, starts: Array, ends: Array) -> Pieces:
    """The spans without overlap; `owner` is the person of each row, and a row of no days has an end of 0."""
    shift = owner * _APART
    keys = shift + starts
    if (keys[1:] < keys[:-1]).any():
        order = np.argsort(keys, kind="stable")
        starts, ends = starts[order], ends[order]
    reach = np.maximum.accumulate(shift + ends)
    before = np.concatenate((np.zeros(1, np.int64), reach[:-1])) - shift
    return Pieces(offsets, np.maximum(starts, before).astype(np.int32), ends)


def days_needed(days: Array, months: int) -> Array:
    """Days between the same date `months` earlier (a month's last day where it is short) and each of `days`."""
    day = (days - _EPOCH).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    earlier = month - np.timedelta64(months, "M")
    first, following = earlier.astype("datetime64[D]"), (earlier + 1).astype("datetime64[D]")
    into = np.minimum(day - month.astype("datetime64[D]"), following - first - 1)
    needed: Array = (day - (first + into)).astype(np.int32)
    return needed


def year_of(days: Array) -> Array:
    """The calendar year of each day."""
    years: Array = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int32) + _FIRST_YEAR
    return years


def ordinals(years: Array) -> Array:
    """The first day of each year, as an ordinal."""
    first = (years - _FIRST_YEAR).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    return (first + _EPOCH).astype(np.int32)
