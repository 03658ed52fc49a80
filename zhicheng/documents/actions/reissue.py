"""A leader, not the one who proposed it, decides a correction or replacement: a new number with the right facts."""

from datetime import datetime

from zhicheng.cases.moves import Step, move
from zhicheng.documents.actions.certify import reserve_successor
from zhicheng.documents.actions.decide_change import decided, order_notice
from zhicheng.documents.models import CertificateChange
from zhicheng.domain.certificate_changes import ChangeKind
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act


def reissue(
    case_id: int,
    *,
    actor: Actor,
    now: datetime,
    read: str,
    seen: int | None = None,
    sealed_at: datetime | None = None,
) -> CertificateChange:
    """`read` is the digest of what the second person read; anything else is refused, not decided.

    `sealed_at` is the aware moment that the new certificate's signature will bear, `now` when left out. The old
    certificate counts until the new one is issued, which the worker does. The frozen copy of the case stays as it is:
    what a certificate says is its own `stated`.
    """
    kinds = (ChangeKind.CORRECTION, ChangeKind.REPLACEMENT)
    with move(case_id, Act.REISSUE, actor=actor, now=now, seen=seen) as step:
        change = decided(step.case, kinds, actor=actor, now=now, read=read)
        order_successor(change, step, actor=actor, now=now, read=read, sealed_at=sealed_at)
    return change


def order_successor(
    change: CertificateChange, step: Step, *, actor: Actor, now: datetime, read: str, sealed_at: datetime | None
) -> None:
    """Keep the decision with the number that it gives; the worker makes certificate and notice. The door is open."""
    right = {field: values["after"] for field, values in change.facts.items()}
    new = reserve_successor(change.certificate, right, actor=actor, now=now, sealed_at=sealed_at)
    change.new_certificate = new
    change.save()
    order_notice(change, "paper.correction", actor=actor, now=now, read=read)
    step.details.update(
        kind=change.kind,
        notice=change.number,
        code=change.reason_code,
        number=change.certificate.number,
        by=new.number,
    )
