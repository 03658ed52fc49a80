"""The bureau puts approved people on one public list, for at least five working days."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.models import Case, Publicity
from zhicheng.cases.moves import lock_together, move
from zhicheng.cases.publicising import open_publicity
from zhicheng.domain.faults import Refused
from zhicheng.domain.legal_time import surely_over
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.outbox.post import post
from zhicheng.people.models import Organisation
from zhicheng.policy.deployment import pack_of


def publish_list(case_ids: list[int], *, actor: Actor, now: datetime, title: str, contact: str) -> Publicity:
    """One list for these approved cases (all or none); it clears by itself when the period is over."""
    if not case_ids:
        raise Refused("请至少选择一位已批准的人员。")
    if not title.strip() or not contact.strip():
        raise Refused("请填写公示标题和受理异议的联系方式。")
    with transaction.atomic():
        lock_together(case_ids)
        cases = [_put_on(case_id, actor, now) for case_id in sorted(set(case_ids))]
        cases.sort(key=lambda case: (case.level, case.series, case.number or ""))
        rules = pack_of(cases[0].policy_pack, cases[0].policy_sha256).publicity
        bureau = Organisation.objects.get(pk=actor.organisation_id)
        publicity = open_publicity(
            Publicity.BUREAU,
            cases,
            organisation=bureau,
            days=rules.official_days,
            count_start=rules.count_start,
            title=title.strip(),
            actor=actor,
            now=now,
            contact=contact.strip(),
            batch=cases[0].batch,
        )
        post("paper.bureau_notice", key=f"bureau-notice:{publicity.handle}", now=now, publicity=publicity.pk)
        post(
            "publicity.clear",
            key=f"clear:{publicity.handle}",
            now=now,
            due_at=surely_over(publicity.ends_at),
            publicity=publicity.pk,
        )
    return publicity


def _put_on(case_id: int, actor: Actor, now: datetime) -> Case:
    with move(case_id, Act.PUBLISH, actor=actor, now=now) as step:
        pass
    return step.case
