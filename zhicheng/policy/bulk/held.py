"""Titles already held, beside each pair of held schooling and route."""

from __future__ import annotations

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.forms import united
from zhicheng.policy.bulk.ragged import Array, Ragged
from zhicheng.policy.bulk.schooling import Tried
from zhicheng.policy.bulk.tables import of_title

_MET = severity(Outcome.MET)
_INCOMPLETE, _NOT_MET = np.uint8(severity(Outcome.INCOMPLETE)), np.uint8(severity(Outcome.NOT_MET))


class Held:
    """What a pack makes of titles, lower ones determined by the same schooling among them."""

    def __init__(self, pack: Pack) -> None:
        self._title, self._redone = of_title(pack), pack.reading.low_title_redone

    def judged(self, tried: Tried, titles: Ragged, level: Array) -> Array:
        """The outcome of each pair; `level` is the level that each person asks for."""
        owner = titles.owner
        word = level.take(owner) * np.uint8(len(coded.HELD)) + titles["held"]
        outcome = self._title.take(word)
        worst = np.zeros(len(level), np.uint8)
        np.maximum.at(worst, owner, outcome)
        found = worst.take(tried.who)
        if self._redone:
            return found
        return np.maximum(found, _used(tried, titles, outcome))


def _used(tried: Tried, titles: Ragged, outcome: Array) -> Array:
    """Not met where a title that would not hinder was given by this schooling; incomplete where that is unknown."""
    bases = np.where(outcome == _MET, np.left_shift(np.uint32(1), titles["basis"].astype(np.uint32)), np.uint32(0))
    used = united(bases, titles.offsets)[tried.who]
    same = (tried.level > 0) & (used >> tried.level & np.uint32(1) > 0)
    return np.where(same, _NOT_MET, np.where(used & np.uint32(1), _INCOMPLETE, np.uint8(_MET)))
