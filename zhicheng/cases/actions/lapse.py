"""A returned case that nobody answered in time lapses; the worker does it when the time is up."""

from datetime import datetime

from zhicheng.cases.ending import leave_lists
from zhicheng.cases.models import Inquiry
from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import release
from zhicheng.domain.faults import NotNow
from zhicheng.domain.legal_time import surely_over
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act


def lapse(inquiry_id: int, *, actor: Actor, now: datetime) -> None:
    """Do nothing when the question was answered, or the case went on, meanwhile."""
    unanswered = Inquiry.objects.filter(pk=inquiry_id, answered_at=None, expired_at=None)
    asked = unanswered.first()
    if asked is None:
        return
    if asked.due_at is None or now < surely_over(asked.due_at):
        raise NotNow("补正期限还没有到。")
    with move(asked.case_id, Act.LAPSE, actor=actor, now=now) as step:
        if not unanswered.exists():  # it may have been answered, and another one asked, while we waited for the door
            raise NotNow("这次补正已经答复。")
        leave_lists(step.case, now)
        release(step.case)
        step.case.ended_at = now
        step.case.end_reason = {"code": "lapsed", "words": "逾期没有补正，申报失效"}
