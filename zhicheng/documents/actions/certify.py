"""Issue a certificate as authorities do: number and words first, then the signed file, then the case moves."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from zhicheng.cases.models import Case, Counter
from zhicheng.cases.moves import move
from zhicheng.cases.publicising import shown_fields
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.actions.enter_in_log import enter_in_log
from zhicheng.documents.models import Certificate, Paper
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.numbering import certificate_number
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, State
from zhicheng.outbox.post import post

LEVEL_DIGIT = {"senior": 1, "associate_senior": 2, "intermediate": 3, "assistant": 4, "technician": 5}


def reserve_certificate(case_id: int, *, now: datetime) -> Certificate:
    """Give the case its one number and fix what the certificate will say. A repeat gives the same one."""
    with transaction.atomic():
        cases = Case.objects.select_for_update(of=("self",)).select_related("snapshot", "person", "authority")
        case = cases.get(pk=case_id)
        existing = Certificate.objects.filter(case=case).first()
        if existing:
            return existing
        document = case.document_entry.document
        day, authority = legal_day(given(document.issued_at)), given(case.authority)
        year, region = day.year, authority.affiliation
        serial = Counter.take(f"certificate:{region}:{year}")
        number = certificate_number(region, year, LEVEL_DIGIT[case.level], serial)
        stated = {
            "number": number,
            **shown_fields(case),
            "gender": case.person.gender,
            "birth_month": case.person.birth_date.strftime("%Y-%m") if case.person.birth_date else None,
            "obtained_on": day.isoformat(),
            "document_number": document.number,
            "authority": authority.name,
        }
        certificate = Certificate(
            case=case,
            document=document,
            number=number,
            stated=stated,
            stated_sha256=canonical_sha256(stated),
            reserved_at=now,
        )
        certificate.stated["verify_url"] = f"{settings.PUBLIC_URL}/v/{certificate.handle}"
        certificate.stated_sha256 = canonical_sha256(certificate.stated)
        certificate.save()
        post("paper.certificate", key=f"certificate-paper:{case_id}", now=now, certificate=certificate.pk)
    return certificate


def issue_certificate(certificate_id: int, content: Paper, *, actor: Actor, now: datetime) -> Certificate:
    """Join the signed file to its number, log it and certify the case, in one commit. A repeat changes nothing."""
    with transaction.atomic():
        certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
        if certificate.state != Certificate.RESERVED:
            return certificate
        certificate.paper, certificate.issued_at, certificate.state = content, now, Certificate.ISSUED
        certificate.save()
        if Case.objects.get(pk=certificate.case_id).state == State.DECIDED:
            with move(certificate.case_id, Act.CERTIFY, actor=actor, now=now) as step:
                entry = enter_in_log(certificate, LogKind.ISSUE, now=now)
                step.details.update(number=certificate.number, sha256=content.sha256, log_index=entry.leaf_id)
        else:
            enter_in_log(certificate, LogKind.ISSUE, now=now)
    return certificate
