"""Approval by two different people: one proposes, another approves or disagrees. The database holds it too."""

from datetime import datetime

from zhicheng.cases.actions.county_check import needs_county_check
from zhicheng.cases.looking_through import defects_found, not_looked_at
from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, Desk


def propose(case_id: int, *, actor: Actor, now: datetime, note: str = "", seen: int | None = None) -> Case:
    """The first pair of eyes: everything on the check list was looked at and nothing stands against it."""
    with move(case_id, Act.PROPOSE, actor=actor, now=now, seen=seen) as step:
        case = step.case
        if case.proposed_by_id:
            raise NotNow("已经有人提出通过意见，等待第二人批准。")
        if needs_county_check(case):
            raise NotNow("这份申报还没有经过县区初核。")
        _must_be_in_order(case)
        case.proposed_by_id, case.proposed_at, case.proposal_note = actor.person, now, note.strip()
        step.details.update(snapshot=case.snapshot.sha256 if case.snapshot else "")
    return case


def disagree(case_id: int, *, actor: Actor, now: datetime, note: str, seen: int | None = None) -> Case:
    """The second pair of eyes does not agree: the proposal falls, the case stays at the desk."""
    with move(case_id, Act.DISAGREE, actor=actor, now=now, seen=seen, note=note.strip()) as step:
        if step.case.proposed_by_id is None:
            raise NotNow("还没有人提出通过意见。")
        if not note.strip():
            raise Refused("请写明不同意的理由。")
        step.case.proposed_by = step.case.proposed_at = None
    return step.case


def approve(case_id: int, *, actor: Actor, now: datetime, seen: int | None = None) -> Case:
    """The second pair of eyes agrees. Who proposed cannot approve; what was found since then counts."""
    with move(case_id, Act.APPROVE, actor=actor, now=now, seen=seen) as step:
        _must_be_in_order(step.case)
        step.case.approved_by_id, step.case.approved_at = actor.person, now
        step.details.update(proposed_by=step.case.proposed_by_id)
    return step.case


def _must_be_in_order(case: Case) -> None:
    left = not_looked_at(case, Desk.BUREAU)
    if left:
        raise Refused(f"还有 {len(left)} 项没有核对，核对完才能提出通过。")
    if defects_found(case, Desk.BUREAU):
        raise Refused("有标为“有问题”的项目，请退回补正或作出不予通过的决定。")
