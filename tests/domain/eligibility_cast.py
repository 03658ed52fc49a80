"""People as JSON facts, each meeting the level that is asked for, and the pack that judges them."""

import copy
from datetime import date
from typing import Any

from zhicheng.domain.eligibility import Answer, check, read_facts
from zhicheng.policy.packs import load_pack

PACK = load_pack("huzhou-2024")
TODAY = date(2024, 10, 15)

_SHARED: dict[str, Any] = {
    "as_of": "2024-10-15",
    "person": {"id_kind": "resident_id", "employed_in_city": True, "status": "in_post"},
    "employer": {"kind": "enterprise", "affiliation": "330500", "self_evaluating": False},
    "insurance": {"source": "pulled", "region": "330500"},
    "licences": [],
    "titles": [],
}


def _diploma(level: str, day: str) -> dict[str, Any]:
    return {"level": level, "date": day, "conclusion": "graduated", "field": "same", "country": "CN", "proof": "pulled"}


def _degree(level: str, day: str) -> dict[str, Any]:
    return {"level": level, "date": day, "field": "same", "country": "CN", "proof": "pulled"}


def _work(start: str) -> dict[str, Any]:
    return {"from": start, "to": None, "field": "same", "kind": "technical"}


def _person(level: str, **facts: Any) -> dict[str, Any]:
    target = {"level": level, "series": "engineering", "speciality": "机械"}
    return copy.deepcopy({**_SHARED, "target": target, **facts})


def bachelor() -> dict[str, Any]:
    """助理级 by R3."""
    return _person(
        "assistant",
        diplomas=[_diploma("bachelor", "2023-06-30")],
        degrees=[_degree("bachelor", "2023-06-30")],
        work=[_work("2023-07-10")],
        assessments=[{"year": 2023, "grade": "qualified", "stamped": True}],
    )


def master() -> dict[str, Any]:
    """中级 by R5."""
    return _person(
        "intermediate",
        diplomas=[_diploma("postgraduate", "2021-06-30")],
        degrees=[_degree("master", "2021-06-30")],
        work=[_work("2021-07-01")],
        assessments=[{"year": year, "grade": "qualified", "stamped": True} for year in (2021, 2022, 2023)],
    )


def doctor() -> dict[str, Any]:
    """中级 by R6."""
    return _person(
        "intermediate",
        diplomas=[_diploma("doctoral", "2023-06-30")],
        degrees=[_degree("doctor", "2023-06-30")],
        work=[_work("2023-07-01")],
        assessments=[{"year": 2023, "grade": "qualified", "stamped": True}],
    )


def teacher_in_school() -> dict[str, Any]:
    """助理级 by R3, in a public institution, with a licence."""
    facts = bachelor()
    facts["target"] = {"level": "assistant", "series": "school_teacher", "speciality": "数学"}
    facts["employer"] = {
        "kind": "public_institution",
        "affiliation": "330521",
        "self_evaluating": False,
        "vacancies": {"assistant": 2},
        "staffing": "established",
        "competition_passed": True,
    }
    facts |= {"licences": ["teacher"], "post_table": True}
    return facts


CAST = (bachelor, master, doctor, teacher_in_school)


def ask(facts: dict[str, Any]) -> Answer:
    """The answer of the pack to these facts."""
    return check(read_facts(facts, today=TODAY, pack=PACK), PACK)
