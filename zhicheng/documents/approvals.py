"""A person's approval, signed: made in the transaction of the act, asked for by whoever holds the seal's key."""

import base64
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from zhicheng.documents.models import Approval, Certificate, OfficialDocument
from zhicheng.domain.approval import Approved, signed_bytes
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor

CERTIFICATE_FACTS = (
    "name",
    "gender",
    "birth_month",
    "employer",
    "series",
    "speciality",
    "title",
    "level",
    "obtained_on",
    "document_number",
    "authority",
)


def approve(subject: str, sha256: str, *, actor: Actor, now: datetime, facts: Iterable[str] = ()) -> Approval:
    """Write down and sign that this person approves what has the digest `sha256`, within the caller's transaction.

    `facts` are the digests (domain.approval.facts_sha256) of all that may be signed because of it; without them it is
    `sha256` alone. One approval a subject: a second raises IntegrityError.
    """
    digests = tuple(facts) or (sha256,)
    moment = now.astimezone(UTC).isoformat()
    body = Approved(subject, sha256, digests, actor.person_id, actor.role.value, moment).body()
    signature = base64.b64encode(_key().sign(signed_bytes(body))).decode()
    return Approval.objects.create(
        subject=subject, body=body, signature=signature, approved_by_id=actor.person_id, approved_at=now
    )


def approval_of(subject: str) -> Approval | None:
    """The approval of an act, or None for one that was decided before approvals were kept."""
    return Approval.objects.filter(subject=subject).first()


def approvals_of(subjects: Iterable[str]) -> dict[str, Approval]:
    """The approvals of several acts by their subjects; an act without one is left out."""
    return {one.subject: one for one in Approval.objects.filter(subject__in=set(subjects))}


def approval_public_key() -> str:
    """The key that checks approvals, in base64: the line that the signer's folder holds."""
    return base64.b64encode(_key().public_key().public_bytes_raw()).decode()


def certificate_facts(stated: Mapping[str, Any], case_number: str) -> dict[str, Any]:
    """What a person approves of a certificate: all it says but what the platform adds (number, addresses, edition)."""
    return {"case": case_number} | {name: stated[name] for name in CERTIFICATE_FACTS}


def certificate_subject(certificate: Certificate) -> str:
    """The subject of the approval under which a certificate is signed: the list it stands on, or its own change."""
    return f"certificate:{certificate.handle}" if certificate.replaces_id else document_subject(certificate.document)


def document_facts(document: OfficialDocument) -> dict[str, Any]:
    """What a person approves of an issued official document."""
    return {
        "key": document_subject(document),
        "number": document.number,
        "title": document.title,
        "authority": document.organ,
        "issued_on": legal_day(given(document.issued_at)).isoformat(),
        "list_sha256": document.list_sha256,
    }


def document_subject(document: OfficialDocument) -> str:
    """The subject of a document's approval, which is also the one name under which its paper is signed."""
    return f"document:{document.handle}"


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(settings.APPROVAL_KEY)
