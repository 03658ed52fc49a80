"""The conditions, one small function each, in a closed list; what a word leads to is the pack's."""

from __future__ import annotations

ASSESSMENT = "assessment_passed"
"""Judged together with its material."""

WHOEVER = frozenset(("employer_not_self_evaluating", "identity", "in_post", "not_barred"))
"""Conditions that are the same for every level."""

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
"""The order of an answer's findings."""
