"""A certificate is revoked by two different people; its number keeps answering and says so."""

from datetime import datetime

from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import give_up
from zhicheng.documents.actions.enter_in_log import enter_in_log
from zhicheng.documents.models import Certificate
from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act


def propose_revocation(case_id: int, *, actor: Actor, now: datetime, reason: str, seen: int | None = None) -> Case:
    """The first of the two, with the reason."""
    with move(case_id, Act.PROPOSE_REVOCATION, actor=actor, now=now, seen=seen, reason=reason.strip()) as step:
        if step.case.revocation_proposed_by_id:
            raise NotNow("已经有人提出撤销，等待负责人决定。")
        if not reason.strip():
            raise Refused("请写明撤销的事实和依据。")
        step.case.revocation_proposed_by_id = actor.person
        step.case.end_reason = {"words": reason.strip(), "code": "revoked"}
    return step.case


def revoke(case_id: int, *, actor: Actor, now: datetime, seen: int | None = None) -> Case:
    """The second of the two; from now on every way of verifying answers 已撤销, the log says so, and a post is free."""
    with move(case_id, Act.REVOKE, actor=actor, now=now, seen=seen) as step:
        step.case.revoked_by_id = actor.person
        step.case.ended_at = now
        give_up(step.case)
        for certificate in Certificate.objects.filter(case_id=case_id):
            certificate.state, certificate.revoked_at = Certificate.REVOKED, now
            certificate.change_words = step.case.end_reason.get("words", "")[:200]
            certificate.save(update_fields=["state", "revoked_at", "change_words"])
            step.details.update(log_index=enter_in_log(certificate, LogKind.REVOCATION, now=now).leaf_id)
    return step.case
