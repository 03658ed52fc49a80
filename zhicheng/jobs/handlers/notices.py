"""Draw up the notices of what was decided on a certificate."""

from datetime import datetime
from typing import Any

from zhicheng.documents.change_approvals import notice_facts, notice_key
from zhicheng.documents.models import CertificateChange
from zhicheng.documents.words.of_certificates import NOTICES
from zhicheng.domain.certificate_changes import ChangeKind
from zhicheng.domain.given import given
from zhicheng.jobs.handlers.orders import order
from zhicheng.jobs.handlers.papers import Sealed, draw_up_sealed


def notice(payload: dict[str, Any], now: datetime) -> None:
    related = ("certificate__case__authority", "certificate__case__employer", "new_certificate")
    change = CertificateChange.objects.select_related(*related).get(pk=payload["change"])
    kind, words = NOTICES[ChangeKind(change.kind)]
    draw_up_sealed(kind, notice_key(change), lambda: words(change), now, _sealed(change), case=change.certificate.case)


def _sealed(change: CertificateChange) -> Sealed:
    approved = order(notice_key(change), notice_key(change), notice_facts(change))
    return Sealed(approved, given(change.decided_at))
