"""A proposal to change a certificate comes to nothing: sent back by a leader or taken back by who made it."""

from datetime import datetime

from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.documents.changes import open_change
from zhicheng.documents.models import CertificateChange
from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.domain.written import written


def drop_change(
    case_id: int, *, actor: Actor, now: datetime, because: str, seen: int | None = None
) -> CertificateChange:
    """End the open proposal without a decision; the certificate stays as it is."""
    with move(case_id, Act.DROP_CHANGE, actor=actor, now=now, seen=seen, reason=because.strip()) as step:
        change = open_change(step.case)
        if change is None:
            raise NotNow("没有等待决定的提议。请刷新页面看最新进展。")
        if not because.strip():
            raise Refused("请写明退回或收回的理由。")
        drop(change, step.case, actor=actor, now=now, because=written(because, 200))
        step.details.update(kind=change.kind, number=change.certificate.number)
    return change


def drop(change: CertificateChange, case: Case, *, actor: Actor, now: datetime, because: str) -> None:
    """Close the proposal; the caller holds the case and saves it."""
    change.dropped_by_id, change.dropped_at, change.dropped_because = actor.person_id, now, because
    change.save(update_fields=["dropped_by", "dropped_at", "dropped_because"])
    case.change_proposed_by_id = None
    if case.revoked_by_id is None:
        case.revocation_proposed_by_id = None
