"""The application as topics: what is asked for, by whom employed, how it fits, and what is left to do."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhicheng.cases.applicant_queries import Case
from zhicheng.domain.archive import ArchiveEntry, entry_title, section_of
from zhicheng.domain.eligibility.codes import Level
from zhicheng.domain.eligibility.words import LEVEL
from zhicheng.domain.faults import Defect
from zhicheng.people.archive_reading import entries_of
from zhicheng.people.models.organisation import KIND_WORDS
from zhicheng.policy.deployment import closed_lists, deployed_pack

RELATED_SECTIONS = ("schooling", "degree", "work")
RELATIONS = (
    ("same", "相同", "就是申报的专业"),
    ("related", "相近", "名称不同，内容属于同一领域"),
    ("unrelated", "不相关", "与申报的专业没有关系"),
)
STATUSES = (("in_post", "在职在岗"), ("retired", "已退休"), ("civil_servant", "公务员或参公人员"))
STAFFINGS = (("established", "在编"), ("contract", "编外聘用"))
LONGEST_SPECIALITY = 100


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the application's task list."""

    label: str
    url: str
    word: str
    tone: str
    note: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One schooling, degree or job, and how the person says it relates to the speciality."""

    name: str
    section: str
    title: str
    value: str


def topics(case: Case, missing: list[Defect]) -> list[Topic]:
    """The five topics, each with how far it is."""
    target = [case.series, case.level, case.title, case.speciality]
    rows = relation_rows(case)
    unsaid = sum(1 for row in rows if not row.value)
    return [
        _topic(
            "申报什么",
            "applicant-target",
            done=all(target),
            note=" · ".join(filter(None, [case.title, case.speciality])),
        ),
        _topic(
            "用人单位",
            "applicant-employer",
            done=_employer_done(case),
            note=case.employer.name if case.employer else "",
        ),
        _topic(
            "与申报专业的关系",
            "applicant-relations",
            done=bool(rows) and not unsaid,
            note=f"{unsaid} 条还没有选" if unsaid else ("" if rows else "先在业绩档案库填写学历和工作经历"),
        ),
        _topic(
            "资格测算",
            "applicant-eligibility",
            done=not missing,
            note=f"还有 {len(missing)} 处" if missing else "没有缺项",
        ),
    ]


def _topic(label: str, name: str, *, done: bool, note: str) -> Topic:
    return Topic(label, reverse(name), "已完成" if done else "待完成", "good" if done else "wait", note)


def _employer_done(case: Case) -> bool:
    if case.employer is None or not case.answers.get("status"):
        return False
    return case.employer.kind != "public_institution" or bool(case.answers.get("staffing"))


def relation_rows(case: Case) -> list[RelationRow]:
    """Every entry that must be related to the speciality, in the order of the archive."""
    said = case.answers.get("relations", {})
    mine = entries_of(case.person_id)
    return [
        RelationRow(
            name=f"relation.{entry.id}",
            section=section_of(section).label,
            title=entry_title(section, entry.values, lists=closed_lists()),
            value=str(said.get(entry.id, "")),
        )
        for section in RELATED_SECTIONS
        for entry in _of(mine, section)
    ]


def _of(entries: list[ArchiveEntry], section: str) -> list[ArchiveEntry]:
    return [entry for entry in entries if entry.section == section]


def target_choices(case: Case) -> dict[str, Any]:
    """Series, the levels given by determination, and the titles that these two leave."""
    pack = deployed_pack()
    allowed = [level.value for level in Level if level.value in pack.reading.levels_by_determination]
    return {
        "series": [(one.code, one.name) for one in pack.series.values()],
        "levels": [(code, LEVEL[code]) for code in allowed],
        "titles": pack.titles_of(case.series, case.level),
    }


def may_hold(case: Case, name: str, value: str) -> bool:
    """Whether a field of the draft may be set to this value: one of its choices, or empty."""
    if name == "speciality":
        return len(value) <= LONGEST_SPECIALITY and "\x00" not in value
    if not value:
        return name in _choices(case)
    return value in _choices(case).get(name, ())


def _choices(case: Case) -> dict[str, Collection[str]]:
    offered = target_choices(case)
    relations = [code for code, _, _ in RELATIONS]
    return {
        "series": [code for code, _ in offered["series"]],
        "level": [code for code, _ in offered["levels"]],
        "title": offered["titles"],
        "status": [code for code, _ in STATUSES],
        "staffing": [code for code, _ in STAFFINGS],
        **{row.name: relations for row in relation_rows(case)},
    }


def bureau_places() -> dict[str, str]:
    """The bureaus' names by region code, for the verdict."""
    return {code: region.name for code, region in deployed_pack().regions.items()}


def kind_word(kind: str) -> str:
    return KIND_WORDS.get(kind, kind)
