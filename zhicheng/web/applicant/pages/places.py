"""Where a fault is to be cured: its place in the form becomes a link and words for it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse

from zhicheng.domain.archive import section_of
from zhicheng.domain.faults import Defect

APPLY_PAGES = {
    "series": ("applicant-target", "申报什么"),
    "level": ("applicant-target", "申报什么"),
    "speciality": ("applicant-target", "申报什么"),
    "title": ("applicant-target", "申报什么"),
    "employer": ("applicant-employer", "用人单位"),
    "status": ("applicant-employer", "用人单位"),
    "staffing": ("applicant-employer", "用人单位"),
    "batch": ("applicant-apply", "申报时间"),
}
RULE_PAGES = {
    "field_of_work": ("applicant-relations", "与申报专业的关系"),
    "employer_not_self_evaluating": ("applicant-employer", "用人单位"),
    "vacancy": ("applicant-employer", "用人单位"),
    "in_post": ("applicant-employer", "用人单位"),
    "jurisdiction": ("applicant-employer", "用人单位"),
    "not_exam_only": ("applicant-target", "申报什么"),
    "level_by_determination": ("applicant-target", "申报什么"),
    "series_has_level": ("applicant-target", "申报什么"),
}
RULE_SECTIONS = {
    "schooling_and_years": "schooling",
    "assessment_passed": "assessment",
    "licence": "licence",
    "not_already_held": "title",
}
MATERIAL_SECTIONS = {
    "education": "schooling",
    "assessment": "assessment",
    "insurance": "insurance",
    "licence": "licence",
}
CHECK_SECTIONS = {
    "schooling_true": "schooling",
    "schooling_fits": "schooling",
    "work_fits": "work",
    "years_proven": "work",
    "study_and_work": "work",
    "assessment_forms": "assessment",
    "insurance_here": "insurance",
    "teacher_licence": "licence",
    "other_licence": "licence",
    "no_other_title": "title",
}
CHECK_PAGES = {
    "target": ("applicant-target", "申报什么"),
    "staffing": ("applicant-employer", "用人单位"),
    "post_table": ("applicant-employer", "用人单位"),
    "agency_employer": ("applicant-employer", "用人单位"),
    "originals": ("applicant-archive", "业绩档案库"),
}
Place = tuple[str, str]


def place_of(where: str, standing: Collection[str] = ()) -> Place:
    """Address and words for a place such as "archive:work:<entry>:from"; `standing` are entries that still exist."""
    kind, _, rest = where.partition(":")
    if kind == "archive":
        return _entry_place(rest.split(":"), standing)
    if kind == "claim":
        return _claim_place(rest, standing)
    if kind == "material":
        section = MATERIAL_SECTIONS.get(rest)
        return _section_place(section) if section else (reverse("applicant-employer"), "用人单位")
    if kind == "rule":
        return _rule_place(rest)
    name, words = APPLY_PAGES.get(rest, ("applicant-apply", "申报"))
    return reverse(name), words


def shown_defect(defect: Defect | Mapping[str, Any], standing: Collection[str] = ()) -> dict[str, Any]:
    """A defect as the component shows it, its place linked."""
    said = defect.as_json() if isinstance(defect, Defect) else dict(defect)
    url, words = place_of(str(said.get("where") or ""), standing)
    return {"what": said["what"], "clause": said.get("clause"), "cure": said.get("cure"), "url": url, "where": words}


def _claim_place(rest: str, standing: Collection[str]) -> Place:
    key, _, entry = rest.partition(":")
    if entry:
        return _entry_place([key, entry], standing)
    if key in CHECK_SECTIONS:
        return _section_place(CHECK_SECTIONS[key])
    name, words = CHECK_PAGES.get(key, ("applicant-apply", "申报"))
    return reverse(name), words


def _rule_place(condition: str) -> Place:
    if condition in RULE_SECTIONS:
        return _section_place(RULE_SECTIONS[condition])
    name, words = RULE_PAGES.get(condition, ("applicant-eligibility", "资格测算"))
    return reverse(name), words


def _entry_place(parts: list[str], standing: Collection[str]) -> Place:
    section, entry = parts[0], parts[1] if len(parts) > 1 else ""
    url, words = _section_place(section)
    if not entry or (standing and entry not in standing):
        return url, words
    anchor = f"f-{entry}-{parts[2]}" if len(parts) > 2 else f"e-{entry}"
    label = f" · {section_of(section).field(parts[2]).label}" if len(parts) > 2 else ""
    return f"{url}&open={entry}#{anchor}", f"{words}{label}"


def _section_place(section: str) -> Place:
    return f"{reverse('applicant-section', args=[section])}?check=1", f"业绩档案库 · {section_of(section).label}"
