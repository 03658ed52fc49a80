"""The conditions, one small function each, in a closed list; what a word leads to is the pack's."""

from __future__ import annotations

from collections.abc import Callable

from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.candidates import Candidate
from zhicheng.domain.eligibility.conditions.of_employer import employer_not_self_evaluating, jurisdiction, vacancy
from zhicheng.domain.eligibility.conditions.of_person import identity, in_post, not_barred
from zhicheng.domain.eligibility.conditions.of_schooling import field_of_work, not_already_held, schooling_and_years
from zhicheng.domain.eligibility.conditions.of_title import (
    level_by_determination,
    licence,
    not_exam_only,
    series_has_level,
)
from zhicheng.domain.eligibility.question import Question

Check = Callable[[Question, Candidate | None], Finding]

WHOEVER: dict[str, Check] = {
    "employer_not_self_evaluating": employer_not_self_evaluating,
    "identity": identity,
    "in_post": in_post,
    "not_barred": not_barred,
}
"""Conditions that are the same for every level."""

BY_LEVEL: dict[str, Check] = {
    "not_exam_only": not_exam_only,
    "vacancy": vacancy,
    "licence": licence,
    "level_by_determination": level_by_determination,
    "series_has_level": series_has_level,
    "jurisdiction": jurisdiction,
}
"""Conditions that the level decides."""

BY_SCHOOLING: dict[str, Check] = {
    "schooling_and_years": schooling_and_years,
    "field_of_work": field_of_work,
    "not_already_held": not_already_held,
}
"""Conditions that the diploma or degree decides, tried for each."""

ASSESSMENT = "assessment_passed"
"""Judged together with its material."""

ORDER = (
    "schooling_and_years",
    "field_of_work",
    "not_exam_only",
    "employer_not_self_evaluating",
    "vacancy",
    "licence",
    "identity",
    "in_post",
    "not_barred",
    "level_by_determination",
    "not_already_held",
    "series_has_level",
    ASSESSMENT,
    "jurisdiction",
)
