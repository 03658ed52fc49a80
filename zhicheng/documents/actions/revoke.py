"""A leader, not the one who proposed it, revokes a title: every number of the case keeps answering and says so."""

from datetime import datetime

from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import give_up
from zhicheng.documents.actions.decide_change import decided, order_notice
from zhicheng.documents.actions.enter_in_log import enter_in_log
from zhicheng.documents.models import Certificate, CertificateChange
from zhicheng.domain.certificate_changes import ChangeKind, public_words, reason_of
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act


def revoke(case_id: int, *, actor: Actor, now: datetime, read: str, seen: int | None = None) -> CertificateChange:
    """`read` is the digest of what the second person read; anything else is refused, not decided.

    From now on every way of verifying answers 已撤销, the log says so, and a post is free. A new certificate that is
    in the making is issued and revoked at once (`supersede`): its number is taken and must answer as well.
    """
    with move(case_id, Act.REVOKE, actor=actor, now=now, seen=seen) as step:
        change = decided(step.case, (ChangeKind.REVOCATION,), actor=actor, now=now, read=read)
        change.save()
        order_notice(change, "paper.revocation", actor=actor, now=now, read=read)
        step.case.revoked_by_id = actor.person
        step.case.ended_at = now
        step.case.end_reason = {"words": change.reason, "code": change.reason_code}
        give_up(step.case)
        issued = Certificate.objects.select_for_update().filter(case_id=case_id).exclude(state=Certificate.RESERVED)
        for certificate in issued.order_by("pk"):
            step.details.update(log_index=_revoke(certificate, change, now))
        step.details.update(notice=change.number, code=change.reason_code)
    return change


def _revoke(certificate: Certificate, change: CertificateChange, now: datetime) -> int:
    certificate.state, certificate.revoked_at = Certificate.REVOKED, now
    certificate.effect_from = change.effect_from
    reason = reason_of(change.kind, change.reason_code)
    certificate.change_words = public_words(reason.kind, reason, {})
    certificate.save(update_fields=["state", "revoked_at", "effect_from", "change_words"])
    return enter_in_log(certificate, LogKind.REVOCATION, now=now).leaf_id
