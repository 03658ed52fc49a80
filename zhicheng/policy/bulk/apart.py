"""Conditions and materials that hang on no diploma: identity, employer, title asked for, licence, insurance, bans."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.bulk import tables
from zhicheng.policy.bulk.ragged import Array, Columns


class Apart:
    """A pack's tables for these conditions, made for the titles, affiliations and licences of some columns."""

    def __init__(self, pack: Pack, columns: Columns) -> None:
        self._person, self._employer = tables.of_person(pack), tables.of_employer(pack)
        self._insurance = tables.of_insurance()
        self._affiliation = tables.of_affiliation(pack, columns.affiliations)
        self._target = tables.of_target(pack, columns.targets)
        self._by_exam, self._by_exam_perhaps = tables.exam_days(pack, columns.targets)
        self._need, self._licences = tables.of_licences(pack, columns.targets, columns.licences)

    def judged(self, people: Mapping[str, Array]) -> Array:
        """The worst outcome for each person."""
        as_of, target = people["as_of"], people["target"]
        exam = np.where(as_of >= self._by_exam_perhaps[target], _INCOMPLETE, _MET)
        barred = np.maximum(people["punished_until"], people["banned_until"]) >= as_of
        outcomes = (
            self._person[people["person"]],
            self._employer[people["employer"]],
            self._insurance[people["insurance"]],
            self._affiliation[people["affiliation"]],
            self._target[target],
            self._licences[self._need[target], people["licences"]],
            ((as_of >= self._by_exam[target]) | barred) * _NOT_MET,
        )
        for outcome in outcomes:
            np.maximum(exam, outcome, out=exam)
        return exam


_MET, _INCOMPLETE, _NOT_MET = (np.uint8(severity(one)) for one in (Outcome.MET, Outcome.INCOMPLETE, Outcome.NOT_MET))
