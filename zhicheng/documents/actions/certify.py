"""Issue a certificate as authorities do: number and words, what will be signed, the signed file, the log."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from zhicheng.cases.models import Case, Counter
from zhicheng.cases.moves import move
from zhicheng.cases.publicising import shown_fields
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.actions.enter_in_log import enter_in_log
from zhicheng.documents.actions.supersede import supersede
from zhicheng.documents.approvals import CERTIFICATE_FACTS, approve, certificate_facts, certificate_subject
from zhicheng.documents.models import Certificate, OfficialDocument, Paper
from zhicheng.documents.papers.editions import edition_on
from zhicheng.documents.proof_key import proof_url_of
from zhicheng.domain.approval import facts_sha256
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.numbering import certificate_number
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, State
from zhicheng.outbox.post import post

LEVEL_DIGIT = {"senior": 1, "associate_senior": 2, "intermediate": 3, "assistant": 4, "technician": 5}


class OtherBytes(Exception):
    """What would be signed is not what was kept for this number: nothing is signed, and an operator must look."""


def first_facts(case: Case, document: OfficialDocument) -> dict[str, Any]:
    """What the case's first certificate says of the person, all of it from the frozen copy and the issued document."""
    person = case.snapshot.body["person"] if case.snapshot else {}
    return {
        **shown_fields(case),
        "gender": person["gender"],
        "birth_month": person["birth_date"][:7] if person["birth_date"] else None,
        "obtained_on": legal_day(given(document.issued_at)).isoformat(),
        "document_number": document.number,
        "authority": document.organ,
    }


def reserve_certificate(case_id: int, *, now: datetime, sealed_at: datetime | None = None) -> Certificate:
    """Give the case its first number and fix what the certificate will say. A repeat gives the same one.

    `sealed_at` is the aware moment that the signature will bear, `now` when left out.
    """
    with transaction.atomic():
        cases = Case.objects.select_for_update(of=("self",)).select_related("snapshot", "person", "authority")
        case = cases.get(pk=case_id)
        existing = Certificate.objects.filter(case=case, replaces=None).first()
        if existing:
            return existing
        document = case.document_entry.document
        year = legal_day(given(document.issued_at)).year
        return reserve(case, document, first_facts(case, document), year=year, now=now, sealed_at=sealed_at)


def reserve_successor(
    old: Certificate, right: dict[str, Any], *, actor: Actor, now: datetime, sealed_at: datetime | None = None
) -> Certificate:
    """Give the case the number that takes the place of `old`, with the facts of `right` instead of its own.

    The actor approves with it what the new certificate says. The caller holds the case's lock and has checked the act.
    """
    facts = {name: old.stated[name] for name in CERTIFICATE_FACTS} | right
    new = reserve(old.case, old.document, facts, year=legal_day(now).year, now=now, sealed_at=sealed_at, replaces=old)
    approved = facts_sha256(certificate_facts(facts, old.case.number or ""))
    approve(certificate_subject(new), approved, actor=actor, now=now)
    return new


def reserve(
    case: Case,
    document: OfficialDocument,
    facts: dict[str, Any],
    *,
    year: int,
    now: datetime,
    sealed_at: datetime | None = None,
    replaces: Certificate | None = None,
) -> Certificate:
    """Take the next number of the year for these facts and promise the paper, within the caller's transaction.

    The caller holds the case's lock and has seen that the act was approved.
    """
    region = given(case.authority).affiliation
    serial = Counter.take(f"certificate:{region}:{year}")
    number = certificate_number(region, year, LEVEL_DIGIT[case.level], serial)
    certificate = Certificate(case=case, document=document, number=number, reserved_at=now, replaces=replaces)
    stated = {
        "number": number,
        **facts,
        "verify_url": f"{settings.PUBLIC_URL}/v/{certificate.handle}",
        "edition": edition_on("certificate", legal_day(now)),
        "demo": settings.DEMO,
        "sealed_at": (sealed_at or now).astimezone(UTC).isoformat(timespec="seconds"),
    }
    certificate.stated = stated | {"proof_url": proof_url_of(stated)}
    certificate.stated_sha256 = canonical_sha256(certificate.stated)
    certificate.save()
    post("paper.certificate", key=f"certificate-paper:{certificate.handle}", now=now, certificate=certificate.pk)
    return certificate


def keep_what_will_be_signed(certificate_id: int, *, drawn_sha256: str, to_sign_sha256: str) -> None:
    """Keep the digests of the page and of what the key will sign, before it signs.

    Raises OtherBytes where others are kept: then nothing may be signed.
    """
    with transaction.atomic():
        certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
        made = {"drawn_sha256": drawn_sha256, "to_sign_sha256": to_sign_sha256}
        kept = {name: getattr(certificate, name) for name in made}
        if kept == made:
            return
        if any(kept.values()):
            raise OtherBytes(f"证书 {certificate.number} 这次排出的内容与留存的不一致，没有签章：{_told(kept, made)}")
        Certificate.objects.filter(pk=certificate_id).update(**made)


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
        elif certificate.replaces_id:
            supersede(certificate, now)
        else:
            enter_in_log(certificate, LogKind.ISSUE, now=now)
        post("certificate.ofd", key=f"ofd:{certificate.pk}", now=now, certificate=certificate.pk)
        post("certificate.raise", key=f"raise:{certificate.pk}", now=now, certificate=certificate.pk)
    return certificate


def _told(kept: dict[str, str], made: dict[str, str]) -> str:
    return "；".join(f"{name} {kept[name][:12]} → {made[name][:12]}" for name in kept if kept[name] != made[name])
