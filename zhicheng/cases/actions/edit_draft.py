"""The applicant fills in the application, field by field; what is wrong is kept as typed and said at once."""

from datetime import datetime
from typing import Any

from zhicheng.cases.judging import pack_for
from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.cases.receiving import bureau_for, deciding_bureau
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.people.models.organisation import EMPLOYER_KINDS, Organisation

TARGET_FIELDS = {"series": 40, "speciality": 100, "level": 20, "title": 60}  # with their longest length


def edit_draft(case_id: int, changes: dict[str, Any], *, actor: Actor, now: datetime, seen: int | None = None) -> Case:
    """Set target fields, `employer` (an organisation's handle) or any answer of the form; returns the saved case."""
    with move(case_id, Act.EDIT, actor=actor, now=now, seen=seen, fields=sorted(changes)) as step:
        case = step.case
        decided_by = (case.employer_id, case.level)
        for name, value in changes.items():
            _set(case, name, value)
        _settle_title(case)
        if case.submitted_at is None or (case.employer_id, case.level) != decided_by:
            _settle_bureaus(case)
    return step.case


def _set(case: Case, name: str, value: Any) -> None:
    if name in TARGET_FIELDS:
        setattr(case, name, str(value).strip()[: TARGET_FIELDS[name]])
    elif name == "employer":
        case.employer = _employer(str(value))
    elif name.startswith("relation."):
        relations = dict(case.answers.get("relations", {}))
        relations[name.removeprefix("relation.")] = value
        case.answers = case.answers | {"relations": relations}
    else:
        case.answers = case.answers | {name: value}


def _employer(handle: str) -> Organisation | None:
    if not handle:
        return None
    found = Organisation.objects.filter(handle=handle, kind__in=EMPLOYER_KINDS).first()
    if found is None:
        raise Refused("没有找到这家单位，请从列表中选择；单位不在列表里，请让单位先在平台登记。")
    return found


def _settle_title(case: Case) -> None:
    """One title at this level of the series is taken by itself; one that no longer fits is let go."""
    choices = pack_for(case).titles_of(case.series, case.level)
    if case.title not in choices:
        case.title = choices[0] if len(choices) == 1 else ""


def _settle_bureaus(case: Case) -> None:
    """By the employer and the level alone: a case that was handed on stays there while neither changes."""
    case.received_by = bureau_for(case.employer.affiliation) if case.employer else None
    case.authority = deciding_bureau(case.employer.affiliation, case.level) if case.employer and case.level else None
    if case.submitted_at and not (case.received_by and case.authority):
        raise Refused("申报已经提交过，用人单位和申报级别可以更换，不能空缺；更换的单位也须由本平台的人社部门受理。")
