"""Reserve a certificate's number; then draw it up, seal it, keep it and certify the case."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from zhicheng.documents.actions.certify import issue_certificate, keep_what_will_be_signed, reserve_certificate
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.models import Certificate
from zhicheng.documents.papers.renderer import draw
from zhicheng.documents.words.certificate import certificate_words
from zhicheng.domain.permissions import WORKER
from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways.eseal import seal
from zhicheng.jobs.clock import real_now
from zhicheng.jobs.handlers.orders import certificate_order
from zhicheng.jobs.handlers.patience import patient
from zhicheng.jobs.handlers.sealing import sealed

FIRST_EDITION = "1"  # of certificates whose number was reserved before the edition was kept with it


def reserve(payload: dict[str, Any], now: datetime) -> None:
    reserve_certificate(payload["case"], now=now, sealed_at=real_now())


def make(payload: dict[str, Any], now: datetime) -> None:
    """Draw, keep what will be signed, have it signed, then store and log in one commit."""
    certificate = Certificate.objects.select_related("case", "document").get(pk=payload["certificate"])
    if certificate.state != Certificate.RESERVED:
        return
    edition = certificate.stated.get("edition", FIRST_EDITION)
    drawn, place = drawn_certificate(certificate, edition)
    sealed_at = datetime.fromisoformat(certificate.stated.get("sealed_at", certificate.reserved_at.isoformat()))
    unsigned = seal().prepare(drawn, reason="颁发专业技术职务任职资格证书", at=sealed_at, place=place)
    digest = sha256(drawn).hexdigest()
    keep_what_will_be_signed(certificate.pk, drawn_sha256=digest, to_sign_sha256=unsigned.to_sign_sha256)
    signed = sealed(unsigned, certificate_order(certificate))
    key = f"certificate:{certificate.handle}"
    with transaction.atomic():
        paper = keep_paper("certificate", key, signed, now=now, edition=edition, case=certificate.case)
        issue_certificate(certificate.pk, paper, actor=WORKER, now=now)


def drawn_certificate(certificate: Certificate, edition: str) -> tuple[bytes, SealPlace | None]:
    """The page as it was fixed with the number, and where its seal goes."""
    words = certificate_words(certificate)
    with patient():
        return draw("certificate", words, edition=edition)
