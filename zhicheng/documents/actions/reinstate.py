"""A leader, not the one who proposed it, decides that a revocation falls: the title counts again, by a new number."""

from datetime import datetime

from zhicheng.cases.moves import move
from zhicheng.documents.actions.decide_change import decided
from zhicheng.documents.actions.reissue import order_successor
from zhicheng.documents.models import CertificateChange
from zhicheng.domain.certificate_changes import ChangeKind
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act


def reinstate(
    case_id: int,
    *,
    actor: Actor,
    now: datetime,
    read: str,
    seen: int | None = None,
    sealed_at: datetime | None = None,
) -> CertificateChange:
    """`read` is the digest of what the second person read; anything else is refused, not decided.

    `sealed_at` is as for `reissue`. A bar that the revocation brought ends at once. The old numbers answer 已撤销 until
    the new certificate is issued, which the worker does (`supersede`). A post that was given up is not taken back.
    """
    with move(case_id, Act.REINSTATE, actor=actor, now=now, seen=seen) as step:
        change = decided(step.case, (ChangeKind.REINSTATEMENT,), actor=actor, now=now, read=read)
        step.case.revocation_proposed_by_id = step.case.revoked_by_id = None
        step.case.ended_at, step.case.end_reason = None, {}
        order_successor(change, step, actor=actor, now=now, read=read, sealed_at=sealed_at)
    return change
