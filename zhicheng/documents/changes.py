"""The open and the decided changes of a case's certificates, and the digest of what the second person reads."""

from typing import Any

from zhicheng.cases.models import Case
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.models import Certificate, CertificateChange


def open_change(case: Case | int) -> CertificateChange | None:
    """The proposal that waits for its second person; a case has one at the most."""
    waiting = CertificateChange.objects.filter(certificate__case=case, decided_at=None, dropped_at=None)
    return waiting.select_related("certificate", "proposed_by").first()


def decided_changes(case: Case) -> list[CertificateChange]:
    """What was decided on the case's certificates, the latest first."""
    decided = CertificateChange.objects.filter(certificate__case=case, decided_at__isnull=False)
    return list(decided.select_related("certificate", "new_certificate").order_by("-decided_at", "-pk"))


def read_digest(change: CertificateChange) -> str:
    """The digest of what is on the page before the second person decides: this is signed and nothing else."""
    return canonical_sha256(as_read(change))


def as_read(change: CertificateChange) -> dict[str, Any]:
    """What will be decided; without a day it counts from the day of the decision."""
    return {
        "kind": change.kind,
        "number": change.certificate.number,
        "facts": change.facts,
        "reason_code": change.reason_code,
        "reason": change.reason,
        "clause": change.clause,
        "heard": change.heard,
        "effect_from": change.effect_from.isoformat() if change.effect_from else None,
    }


def newest_of(case_id: int) -> Certificate | None:
    """The newest certificate of the chain, be it still in the making."""
    return Certificate.objects.filter(case_id=case_id).order_by("-pk").first()
