"""Days of work of many people at once: overlaps counted once, then cut to a since and an until."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhicheng.policy.bulk.ragged import Array

_APART = np.int64(1 << 22)
"""More than any day's ordinal, so that one person's days never reach into the next one's."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of each person in order of their starts; half open, in ordinals; what does not count ends at 0."""

    offsets: Array
    starts: Array
    ends: Array

    def days(self, who: Array, since: Array, until: Array) -> Array:
        """Days worked by the people `who` (numbers, may repeat), each from his `since` on and before his `until`.

        A day in several spans is one day: what a span has reached is the next one's since.
        """
        first = self.offsets.take(who)
        counts = self.offsets.take(who + 1) - first
        asked = np.repeat(np.arange(len(who)), counts)
        before = np.cumsum(counts) - counts
        row = np.arange(len(asked)) + (first - before).take(asked)
        ends, since = self.ends.take(row), since.take(asked)
        begun = np.maximum(_reached(asked, ends), since)
        worked = np.minimum(ends, until.take(asked)) - np.maximum(self.starts.take(row), begun)
        total = np.zeros(len(who), np.int64)
        np.add.at(total, asked, np.maximum(worked, 0, out=worked))
        return total

    def enough(self, who: Array, since: Array, until: Array, needed: Array) -> Array:
        """Whether `days` come to what is needed; counted out only where the last span alone does not say so.

        None comes to more than the days that there are; one span comes to its own days.
        """
        enough: Array = needed <= 0
        if not len(self.starts):
            return enough
        first, last = self.offsets.take(who), self.offsets.take(who + 1) - 1
        alone = np.minimum(self.ends.take(last), until) - np.maximum(self.starts.take(last), since) >= needed
        enough |= alone & (first <= last)
        left = np.flatnonzero(
            (first < last) & (until - np.maximum(since, self.starts.take(first, mode="clip")) >= needed) > enough
        )
        if len(left):
            days = self.days(who.take(left), since.take(left), until.take(left))
            enough[left] = days >= needed.take(left)
        return enough


def _reached(owner: Array, ends: Array) -> Array:
    """For each span the latest end of those before it of the same person; for his first a day before all days."""
    shift = owner * _APART
    reach = np.maximum.accumulate(shift + ends)
    reached = np.empty_like(reach)
    reached[:1] = 0
    np.subtract(reach[:-1], shift[1:], out=reached[1:])
    return reached


def in_order(owner: Array, starts: Array) -> Array:
    """The rows of each person in order of their starts."""
    return np.argsort(owner * _APART + starts, kind="stable")
