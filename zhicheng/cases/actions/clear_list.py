"""The public list's period is over: everybody who is not held goes on; the paper form falls due."""

from contextlib import suppress
from datetime import datetime

from zhicheng.cases.models import Publicity
from zhicheng.cases.moves import move
from zhicheng.cases.publicising import is_held
from zhicheng.domain.faults import NotNow
from zhicheng.domain.periods import paper_due
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, State
from zhicheng.outbox.post import post
from zhicheng.policy.deployment import calendar, pack_of


def clear_list(publicity_id: int, *, actor: Actor, now: datetime) -> list[int]:
    """Clear all whom no objection holds; returns their case ids. Repeating it is harmless."""
    publicity = Publicity.objects.get(pk=publicity_id)
    if now < publicity.ends_at:
        raise NotNow("公示期还没有结束。")
    cleared = []
    waiting = publicity.entries.filter(withdrawn_at=None, case__state=State.PUBLIC_NOTICE.value)
    for case_id in list(waiting.order_by("serial").values_list("case_id", flat=True)):
        with suppress(_Held):
            _clear_one(case_id, publicity, actor, now)
            cleared.append(case_id)
    return cleared


def _clear_one(case_id: int, publicity: Publicity, actor: Actor, now: datetime) -> None:
    with move(case_id, Act.CLEAR, actor=actor, now=now) as step:
        case = step.case
        if is_held(case):
            raise _Held
        rules = pack_of(case.policy_pack).paper
        case.cleared_at = now
        case.paper_due = paper_due(publicity.ends_on, calendar(), days=rules.due_days)
        post("paper.form", key=f"form:{case.handle}", now=now, case=case.pk)


class _Held(Exception):
    """Undoes the open door for a person whom an objection holds."""
