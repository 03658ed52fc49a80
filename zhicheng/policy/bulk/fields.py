"""The field of work and of schooling, for each pair of held schooling and route."""

from __future__ import annotations

from itertools import product

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.bulk import coding as coded
from zhicheng.policy.bulk.ragged import Array
from zhicheng.policy.bulk.schooling import Tried
from zhicheng.policy.bulk.tables import table
from zhicheng.policy.bulk.work import Counted


class Fields:
    """What a pack makes of schooling in another field than the title's."""

    def __init__(self, pack: Pack) -> None:
        reading = pack.reading

        def find(begun: Outcome, same_field: Outcome, field: str | None) -> Outcome:
            if begun is not Outcome.MET:
                return begun
            if field is None:
                return Outcome.INCOMPLETE
            if field in reading.schooling_fields:
                return Outcome.MET
            return reading.unrelated_schooling if same_field is Outcome.MET else same_field

        self._fields = table(find, product(Outcome, Outcome, coded.FIELD))

    def judged(self, tried: Tried, work: Counted) -> Array:
        """The outcome of each pair."""
        seen = work.begun * np.uint8(len(Outcome)) + work.same_field
        word = seen.take(tried.who) * np.uint8(len(coded.FIELD)) + tried.field
        found: Array = self._fields.take(word)
        return found
