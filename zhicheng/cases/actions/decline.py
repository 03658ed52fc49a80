"""The employer does not recommend: the case ends, with the reason said."""

from datetime import datetime

from zhicheng.cases.ending import leave_lists
from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import release
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.domain.written import written


def decline(case_id: int, *, actor: Actor, now: datetime, reason: str, seen: int | None = None) -> Case:
    with move(case_id, Act.DECLINE, actor=actor, now=now, seen=seen) as step:
        if not reason.strip():
            raise Refused("请写明不予推荐的理由，申报人会看到。")
        leave_lists(step.case, now)
        release(step.case)
        step.case.ended_at = now
        step.case.end_reason = {"words": f"单位不予推荐：{written(reason)}", "code": "employer_declined"}
    return step.case
