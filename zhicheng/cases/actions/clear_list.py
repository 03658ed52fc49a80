"""The public list's period is over: everybody who is not held goes on; the paper form falls due."""

from contextlib import suppress
from datetime import date, datetime

from django.db.models import Max

from zhicheng.cases.models import Case, Publicity
from zhicheng.cases.moves import move
from zhicheng.cases.publicising import is_held
from zhicheng.domain.faults import NotNow
from zhicheng.domain.legal_time import legal_day, surely_over
from zhicheng.domain.periods import paper_due
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, State
from zhicheng.outbox.post import post
from zhicheng.policy.deployment import calendar, pack_of


def clear_list(publicity_id: int, *, actor: Actor, now: datetime) -> list[int]:
    """Clear all whom no objection holds; returns their case ids. Repeating it is harmless."""
    publicity = Publicity.objects.get(pk=publicity_id)
    if now < surely_over(publicity.ends_at):
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
        rules = pack_of(case.policy_pack, case.policy_sha256).paper
        case.cleared_at = now
        case.paper_due = paper_due(_free_on(case, publicity), calendar(), days=rules.due_days)
        post("paper.form", key=f"form:{case.handle}", now=now, case=case.pk)


def _free_on(case: Case, publicity: Publicity) -> date:
    """The day from which the person was free to go on: the list's last, or that of a later word on an objection."""
    decided = case.objections.aggregate(last=Max("decided_at"))["last"]
    return max(publicity.ends_on, legal_day(decided)) if decided else publicity.ends_on


class _Held(Exception):
    """Undoes the open door for a person whom an objection holds."""
