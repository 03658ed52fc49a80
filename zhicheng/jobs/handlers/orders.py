"""What the seal's key is asked to sign, with the approval that lets it."""

from collections.abc import Mapping
from typing import Any

from zhicheng.documents.approvals import (
    approval_of,
    certificate_facts,
    certificate_subject,
    document_facts,
    document_subject,
)
from zhicheng.documents.models import Certificate, OfficialDocument
from zhicheng.gateways.eseal import SigningOrder


def certificate_order(certificate: Certificate) -> SigningOrder:
    """The order for a certificate: by the document that named the person, or by the decision that replaced another."""
    facts = certificate_facts(certificate.stated, certificate.case.number or "")
    return order(certificate_subject(certificate), certificate.number, facts)


def document_order(document: OfficialDocument) -> SigningOrder:
    """The order for an issued official document."""
    subject = document_subject(document)
    return order(subject, subject, document_facts(document))


def order(subject: str, number: str, facts: Mapping[str, Any]) -> SigningOrder:
    """The order under the approval of `subject`; without one it bears none, and a seal that asks for it refuses."""
    found = approval_of(subject)
    return SigningOrder(number, facts, found.body if found else "", found.signature if found else "")
