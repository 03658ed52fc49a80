"""Keep the file that a certificate became when time stamps and evidence were appended to it, and say so in the log."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.moves import lock_together
from zhicheng.documents.actions.enter_in_log import enter_in_log
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.file_kinds import LONG_TERM_KEY
from zhicheng.documents.models import Certificate, Paper
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.outbox.post import post


def file_to_raise(certificate_id: int) -> Paper | None:
    """The file as issued that is still to be raised; None for one that was, or that is not valid any more."""
    certificate = Certificate.objects.select_related("paper").get(pk=certificate_id)
    return certificate.paper if certificate.state == Certificate.ISSUED and not certificate.long_term_id else None


def file_to_renew(certificate_id: int, sha256: str) -> Paper | None:
    """The raised file with this digest, if it is still the newest of a valid certificate."""
    certificate = Certificate.objects.select_related("long_term").get(pk=certificate_id)
    newest = certificate.long_term
    valid = certificate.state == Certificate.ISSUED
    return newest if valid and newest is not None and newest.sha256 == sha256 else None


def raise_certificate(
    certificate_id: int, raised: bytes, *, made_from: Paper, renew_on: datetime, now: datetime
) -> Certificate:
    """Keep the raised file, log it, and promise the next time stamp at `renew_on` (both moments aware), in one commit.

    Ask the services before, outside any transaction. A repeat changes nothing, nor does a file that was made from
    another than the certificate's newest, or a certificate that is not valid any more.
    """
    with transaction.atomic():
        lock_together([given(made_from.case_id)])  # before its certificate, as a revocation does; the file points to it
        certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
        newest = certificate.long_term_id or certificate.paper_id
        if certificate.state != Certificate.ISSUED or newest != made_from.pk:
            return certificate
        paper = keep_paper(
            "certificate",
            _key(certificate, made_from),
            raised,
            now=now,
            edition=made_from.edition,
            case=given(made_from.case),
        )
        certificate.long_term = paper
        certificate.save(update_fields=["long_term"])
        enter_in_log(certificate, LogKind.TIMESTAMPING, now=now, paper=paper)
        post(
            "certificate.renew",
            key=f"renew:{certificate.pk}:{paper.pk}",
            now=now,
            due_at=renew_on,
            certificate=certificate.pk,
            sha256=paper.sha256,
        )
    return certificate


def promise_raising(now: datetime) -> int:
    """Promise the raising of every valid certificate that was not raised, once a day; how many there are."""
    waiting = Certificate.objects.filter(state=Certificate.ISSUED, long_term=None).values_list("pk", flat=True)
    for certificate in waiting.iterator():
        post("certificate.raise", key=f"raise:{certificate}:{legal_day(now)}", now=now, certificate=certificate)
    return waiting.count()


def _key(certificate: Certificate, made_from: Paper) -> str:
    first = f"{LONG_TERM_KEY}{certificate.handle}"
    return first if made_from.pk == certificate.paper_id else f"{first}:{made_from.sha256[:16]}"
