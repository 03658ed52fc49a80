"""The applicant withdraws, until the case is approved; a reserved post is free again."""

from datetime import datetime

from zhicheng.cases.ending import leave_lists
from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import release
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act


def withdraw(case_id: int, *, actor: Actor, now: datetime, seen: int | None = None, reason: str = "") -> Case:
    with move(case_id, Act.WITHDRAW, actor=actor, now=now, seen=seen, reason=reason) as step:
        leave_lists(step.case, now)
        release(step.case)
        step.case.ended_at = now
        step.case.end_reason = {"words": reason or "本人撤回"}
    return step.case
