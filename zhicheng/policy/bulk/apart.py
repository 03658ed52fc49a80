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
        need, licences = tables.of_licences(pack, columns.targets, columns.licences)
        self._by_exam, self._by_exam_perhaps = tables.exam_days(pack, columns.targets)
        self._held = np.int32(len(columns.licences))
        self._asked = np.maximum(tables.of_target(pack, columns.targets)[:, None], licences[need]).ravel()
        self._may_be_by_exam = bool((np.minimum(self._by_exam, self._by_exam_perhaps) < tables.NEVER).any())

    def judged(self, people: Mapping[str, Array]) -> Array:
        """The worst outcome for each person."""
        as_of, target = people["as_of"], people["target"]
        found: Array = self._asked.take(target * self._held + people["licences"])
        outcomes = (
            self._person.take(people["person"]),
            self._employer.take(people["employer"]),
            self._insurance.take(people["insurance"]),
            self._affiliation.take(people["affiliation"]),
            (np.maximum(people["punished_until"], people["banned_until"]) >= as_of) * _NOT_MET,
        )
        for outcome in outcomes:
            np.maximum(found, outcome, out=found)
        if self._may_be_by_exam:
            np.maximum(found, (as_of >= self._by_exam.take(target)) * _NOT_MET, out=found)
            np.maximum(found, (as_of >= self._by_exam_perhaps.take(target)) * _INCOMPLETE, out=found)
        return found


_INCOMPLETE, _NOT_MET = (np.uint8(severity(one)) for one in (Outcome.INCOMPLETE, Outcome.NOT_MET))
