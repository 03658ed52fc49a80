"""What a leader's decision on a certificate lets be sealed beside the new certificate: the notice of the decision."""

from datetime import datetime
from typing import Any

from zhicheng.documents.approvals import approve
from zhicheng.documents.models import CertificateChange
from zhicheng.domain.approval import facts_sha256
from zhicheng.domain.certificate_changes import ChangeKind
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor

KEYS = {
    ChangeKind.CORRECTION: "correction",
    ChangeKind.REPLACEMENT: "correction",
    ChangeKind.REVOCATION: "revocation",
    ChangeKind.REINSTATEMENT: "reinstatement",
}


def approve_notice(change: CertificateChange, actor: Actor, now: datetime, read: str) -> None:
    """Sign that the notice of this decision may be sealed; `read` is the digest of what was read before it."""
    approve(notice_key(change), read, actor=actor, now=now, facts=[facts_sha256(notice_facts(change))])


def notice_key(change: CertificateChange) -> str:
    """The key of the notice's paper, of its approval, and the one name under which it is sealed."""
    return f"{KEYS[ChangeKind(change.kind)]}:{change.handle}"


def notice_facts(change: CertificateChange) -> dict[str, Any]:
    """What a person approves of a notice."""
    new = change.new_certificate
    return {
        "key": notice_key(change),
        "notice": change.number,
        "kind": change.kind,
        "number": change.certificate.number,
        "by": new.number if new else None,
        "facts": change.facts,
        "reason_code": change.reason_code,
        "reason": change.reason,
        "clause": change.clause,
        "heard": change.heard,
        "effect_from": given(change.effect_from).isoformat(),
        "decided_on": legal_day(given(change.decided_at)).isoformat(),
    }
