"""The inputs of the OpenFisca model as its columns are described, and the outcomes of their words.

The description is read from the file that the model's script was given as its second word.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
from openfisca_core import entities, indexed_enums, periods, variables

MET, INCOMPLETE, MANUAL, NOT_MET = 0, 1, 2, 3
MONTH = periods.DateUnit.MONTH
SCHOOLING = entities.build_entity(
    key="schooling", plural="schoolings", label="one way of one schooling", is_person=True
)
APPLICANT = entities.build_entity(
    key="applicant", plural="applicants", label="who asks", roles=[{"key": "schooling", "plural": "schoolings"}]
)

with open(sys.argv[2], encoding="utf-8") as _file:
    SCHEMA: dict[str, Any] = json.load(_file)
WORDS: dict[str, list[str]] = {**SCHEMA["schooling"]["words"], **SCHEMA["person"]["words"]}


def variable(entity: entities.Entity, name: str, **shape: Any) -> type[variables.Variable]:
    """A class of OpenFisca's, by what it asks of one."""
    return type(name, (variables.Variable,), {"entity": entity, "definition_period": MONTH, "label": name, **shape})


ENUMS = {name: indexed_enums.Enum(f"{name}_words", [(word, word) for word in words]) for name, words in WORDS.items()}


def inputs(entity: entities.Entity, schema: dict[str, Any]) -> list[type[variables.Variable]]:
    """A variable for each column of a flattened entity."""
    words = [(name, ENUMS[name]) for name in schema["words"]]
    enums = [
        variable(entity, name, value_type=indexed_enums.Enum, possible_values=enum, default_value=next(iter(enum)))
        for name, enum in words
    ]
    flags = [variable(entity, name, value_type=bool) for name in schema["flags"]]
    return [*enums, *flags, *(variable(entity, name, value_type=int) for name in schema["years"])]


class Words:
    """The outcome of each word of an enumeration: by `select` over its members, as OpenFisca formulas are written.

    With `tables` the words' indices look the outcome up instead, which is faster and nobody's idiom.
    """

    tables = False

    def __init__(self, name: str, outcomes: dict[str, int], other: int = 0) -> None:
        self._members = [(getattr(ENUMS[name], word), outcome) for word, outcome in outcomes.items()]
        self._table = np.array([outcomes.get(word, other) for word in WORDS[name]], np.int32)
        self._other = other

    def __getitem__(self, words: Any) -> np.ndarray:
        if self.tables:
            return self._table[words]
        conditions = [words == member for member, _ in self._members]
        return np.select(conditions, [outcome for _, outcome in self._members], self._other)


GOOD_IF_YES = {
    name: Words(name, {"unknown": INCOMPLETE, "no": NOT_MET})
    for name in ("work", "same_work", "free_post", "competition_passed", "licence", "employed_in_city")
}
GOOD_IF_NO = {name: Words(name, {"unknown": INCOMPLETE, "yes": NOT_MET}) for name in ("by_exam", "self_evaluating")}
YEARS = Words("way", {"R1": 1, "like_R1": 1, "R2": 3, "like_R2": 3, "R3": 1, "like_R3": 1, "R5": 3}, 0)
YEARS_SINCE = Words("way", {"R5": 1}, 0)
BY_WAY = Words("way", {"none": NOT_MET, "like_R1": MANUAL, "like_R2": MANUAL, "like_R3": MANUAL, "like_none": MANUAL})
BY_CONCLUSION = Words("conclusion", {"unknown": INCOMPLETE, "completed": NOT_MET, "incomplete": NOT_MET})
FORM = {"unstamped": INCOMPLETE, "no_grade": INCOMPLETE, "missing": INCOMPLETE, "ungraded": MANUAL, "failed": NOT_MET}
BY_FORM = {number: Words(f"form_{number}", FORM) for number in (1, 2, 3)}
BY_ID = Words("id_kind", {"unknown": INCOMPLETE, "passport": NOT_MET, "foreign_work_permit": NOT_MET})
NEEDS_WORK_HERE = (
    "hk_macao_permit",
    "taiwan_permit",
    "hmt_residence_permit",
    "foreign_permanent_residence",
    "overseas_talent_residence",
)
ONLY_HERE = Words("id_kind", dict.fromkeys(NEEDS_WORK_HERE, 1))
BY_STATUS = Words("status", {"unknown": INCOMPLETE, "retired": NOT_MET, "civil_servant": NOT_MET})
BY_STAFFING = Words("staffing", {"unknown": INCOMPLETE, "contract": MANUAL})
BY_AFFILIATION = Words("affiliation", {"unknown": INCOMPLETE, "other": MANUAL})
BY_LEVEL = Words("level", {"associate_senior": NOT_MET, "senior": NOT_MET})
BY_TITLE = Words("title", {"unknown": INCOMPLETE, "lower_otherwise": MANUAL, "same_or_higher": NOT_MET})
BY_INSURANCE = Words("insurance", {"unknown": INCOMPLETE, "none": INCOMPLETE})
AT_HOME = Words("proof", {"pulled": MET, "filing_form": MET}, INCOMPLETE)
ABROAD = Words("proof", {"cscse": MET}, INCOMPLETE)
