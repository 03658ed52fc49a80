"""Reserve a certificate's number; then draw it up, seal it, keep it and certify the case."""

from datetime import date, datetime
from typing import Any

from django.conf import settings

from zhicheng.documents.actions.certify import issue_certificate, reserve_certificate
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.models import Certificate
from zhicheng.documents.papers import data
from zhicheng.documents.papers.renderer import latest_edition, render, seal_place
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import WORKER
from zhicheng.gateways.eseal import seal
from zhicheng.jobs.clock import real_now


def reserve(payload: dict[str, Any], now: datetime) -> None:
    reserve_certificate(payload["case"], now=now)


def make(payload: dict[str, Any], now: datetime) -> None:
    certificate = Certificate.objects.get(pk=payload["certificate"])
    if certificate.state != Certificate.RESERVED:
        return
    words = certificate_words(certificate)
    drawn = render("certificate", words)
    place = seal_place("certificate", words)
    signed = seal().sign_pdf(drawn, reason="颁发专业技术职务任职资格证书", at=real_now(), place=place)
    paper = keep_paper(
        "certificate",
        f"certificate:{certificate.handle}",
        signed,
        now=now,
        edition=latest_edition("certificate"),
        case=certificate.case,
    )
    issue_certificate(certificate.pk, paper, actor=WORKER, now=now)


def certificate_words(certificate: Certificate) -> data.Certificate:
    """The words of the certificate, from what was fixed when its number was reserved and from nothing else."""
    said = certificate.stated
    return data.Certificate(
        dated=legal_day(certificate.reserved_at),
        demo=settings.DEMO,
        certificate_number=said["number"],
        name=said["name"],
        gender=said["gender"],
        birth_month=said["birth_month"],
        employer=said["employer"],
        target=data.Target(
            series=said["series"], speciality=said["speciality"], title=said["title"], level=said["level"]
        ),
        obtained_on=date.fromisoformat(said["obtained_on"]),
        document_number=said["document_number"],
        authority=said["authority"],
        verify_url=said["verify_url"],
    )
