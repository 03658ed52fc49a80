"""Draw up the notices of what was decided on a certificate."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from zhicheng.documents.change_approvals import notice_facts, notice_key
from zhicheng.documents.models import CertificateChange
from zhicheng.documents.papers import data
from zhicheng.documents.words import of_certificates
from zhicheng.domain.given import given
from zhicheng.jobs.handlers.orders import order
from zhicheng.jobs.handlers.papers import Sealed, draw_up_sealed


def correction(payload: dict[str, Any], now: datetime) -> None:
    change = _change(payload)
    _draw_up("correction_notice", change, lambda: of_certificates.correction_notice(change), now)


def revocation(payload: dict[str, Any], now: datetime) -> None:
    change = _change(payload)
    _draw_up("revocation_notice", change, lambda: of_certificates.revocation_notice(change), now)


def _draw_up(kind: str, change: CertificateChange, words: Callable[[], data.Paper], now: datetime) -> None:
    draw_up_sealed(kind, notice_key(change), words, now, _sealed(change), case=change.certificate.case)


def _sealed(change: CertificateChange) -> Sealed:
    approved = order(notice_key(change), notice_key(change), notice_facts(change))
    return Sealed(approved, given(change.decided_at))


def _change(payload: dict[str, Any]) -> CertificateChange:
    related = ("certificate__case__authority", "certificate__case__employer", "new_certificate")
    return CertificateChange.objects.select_related(*related).get(pk=payload["change"])
