"""The employer confirms, in one go, every claim that nobody has looked at yet."""

from datetime import datetime

from zhicheng.cases.looking_through import not_looked_at
from zhicheng.cases.models import Case, Check
from zhicheng.cases.moves import move
from zhicheng.domain.faults import NotNow, StalePage
from zhicheng.domain.given import given
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, Desk


def confirm_remaining(case_id: int, *, actor: Actor, now: datetime, snapshot: int | None = None) -> Case:
    """Note 属实 on what is left; `snapshot` is the ordinal of the frozen copy that the page showed."""
    with move(case_id, Act.CHECK_CLAIM, actor=actor, now=now) as step:
        case = step.case
        if snapshot is not None and (case.snapshot is None or case.snapshot.ordinal != snapshot):
            raise StalePage
        left = not_looked_at(case, Desk.EMPLOYER)
        if not left:
            raise NotNow("各项都已经核实过了。")
        Check.objects.bulk_create(
            Check(
                case=case,
                snapshot_id=given(case.snapshot_id),
                desk=Desk.EMPLOYER.value,
                key=key,
                outcome="ok",
                by_id=given(actor.person),
                at=now,
            )
            for key in left
        )
        step.details.update(keys=left, outcome="ok")
    return case
