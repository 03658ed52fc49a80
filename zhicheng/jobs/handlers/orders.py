"""What the seal's key is asked to sign, with the approval that lets it."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhicheng.documents.approvals import (
    approval_of,
    approvals_of,
    certificate_facts,
    certificate_subject,
    document_facts,
    document_subject,
)
from zhicheng.documents.models import Approval, Certificate, OfficialDocument
from zhicheng.gateways.eseal import SigningOrder


def certificate_orders(certificates: Sequence[Certificate]) -> dict[int, SigningOrder]:
    """The orders by the certificates' ids, each under the approval of the document that named the person, or of the
    decision that replaced another."""
    subjects = {one.pk: certificate_subject(one) for one in certificates}
    found = approvals_of(subjects.values())
    return {
        one.pk: _order(found.get(subjects[one.pk]), one.number, certificate_facts(one.stated, one.case.number or ""))
        for one in certificates
    }


def document_order(document: OfficialDocument) -> SigningOrder:
    """The order for an issued official document."""
    subject = document_subject(document)
    return order(subject, subject, document_facts(document))


def order(subject: str, number: str, facts: Mapping[str, Any]) -> SigningOrder:
    """The order under the approval of `subject`; without one it bears none, and a seal that asks for it refuses."""
    return _order(approval_of(subject), number, facts)


def _order(found: Approval | None, number: str, facts: Mapping[str, Any]) -> SigningOrder:
    return SigningOrder(number, facts, found.body if found else "", found.signature if found else "")
