"""The employer publicises, in the unit, the people it means to recommend: one list, at least five working days."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.looking_through import defects_found, not_looked_at
from zhicheng.cases.models import Case, Publicity
from zhicheng.cases.moves import lock_together, move
from zhicheng.cases.post_ledger import named_candidate
from zhicheng.cases.publicising import open_publicity
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, Desk
from zhicheng.outbox.post import post
from zhicheng.people.models import Organisation
from zhicheng.policy.deployment import pack_of


def open_unit_publicity(case_ids: list[int], *, actor: Actor, now: datetime, place: str, contact: str) -> Publicity:
    """Open one list for these cases (all or none); each must have been checked through without a defect."""
    if not case_ids:
        raise Refused("请至少选择一位拟推荐人员。")
    if not place.strip() or not contact.strip():
        raise Refused("请填写公示地点和受理异议的联系方式，公示要写明这两项。")
    with transaction.atomic():
        lock_together(case_ids)
        cases = [_ready(case_id, actor, now) for case_id in sorted(set(case_ids))]
        rules = pack_of(cases[0].policy_pack, cases[0].policy_sha256).publicity
        unit = Organisation.objects.get(pk=actor.organisation_id)
        publicity = open_publicity(
            Publicity.UNIT,
            cases,
            organisation=unit,
            days=rules.employer_days,
            count_start=rules.count_start,
            title=f"{unit.name}职称初定推荐人选公示",
            actor=actor,
            now=now,
            place=place.strip(),
            contact=contact.strip(),
            batch=cases[0].batch,
        )
        post("paper.unit_notice", key=f"unit-notice:{publicity.handle}", now=now, publicity=publicity.pk)
    return publicity


def _ready(case_id: int, actor: Actor, now: datetime) -> Case:
    with move(case_id, Act.OPEN_UNIT_PUBLICITY, actor=actor, now=now) as step:
        case = step.case
        name = case.person.name
        left = not_looked_at(case, Desk.EMPLOYER)
        if left:
            raise Refused(f"{name}还有 {len(left)} 项没有核实，核实完才能公示。")
        if defects_found(case, Desk.EMPLOYER):
            raise Refused(f"{name}有标为“有问题”的项目，请退回补正，或改为属实后再公示。")
        if case.employer and case.employer.kind == "public_institution" and named_candidate(case) is None:
            raise Refused(f"{name}不在已同意的岗位信息表的竞聘结果里。事业单位须先有空缺岗位并经竞聘。")
    return case
