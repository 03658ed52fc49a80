"""A stranger's file against the register: issued, revoked, reserved, flipped by one bit, cut, forged, unrelated."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.issuing import issue_one, reserve_one
from tests.stories import decided
from zhicheng.cases.models import Case
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.file_verification import verify_file
from zhicheng.documents.models import Certificate
from zhicheng.documents.numbers_in_file import numbers_shown
from zhicheng.documents.papers import latest_edition, render, seal_place
from zhicheng.documents.papers.read import read_data
from zhicheng.documents.unfolded_pdf import unfolded_pdf
from zhicheng.documents.verification import Standing
from zhicheng.documents.words.certificate import certificate_words
from zhicheng.gateways.eseal import seal

SAMPLE = Path("zhicheng/documents/editions/receipt/1/sample.json")
DAY = datetime(2024, 12, 2, tzinfo=UTC)


def a_signed_file(certificate: Certificate) -> tuple[bytes, bytes]:
    """The certificate before and after the seal."""
    said = certificate_words(certificate)
    drawn = render("certificate", said)
    return drawn, seal().sign_pdf(drawn, reason="颁发", at=DAY, place=seal_place("certificate", said))


def keep(certificate: Certificate, content: bytes, case: Case) -> None:
    key = f"certificate:{certificate.handle}"
    paper = keep_paper("certificate", key, content, now=DAY, edition=latest_edition("certificate"), case=case)
    issue_one(certificate.pk, paper, now=DAY)


def standing_of(pdf: bytes) -> Standing:
    return verify_file(pdf, trusted_pem=seal().certificate_pem).standing


@pytest.mark.django_db
def test_every_fate_of_a_file_has_its_own_answer(repository: Path) -> None:
    story = decided()
    certificate = reserve_one(story.case.pk, now=story.now)
    drawn, signed = a_signed_file(certificate)
    assert standing_of(signed) is Standing.ALTERED  # signed but not kept: a file of nobody's register

    keep(certificate, signed, story.case)
    assert standing_of(signed) is Standing.VALID

    for place in (len(drawn) // 3, len(drawn) + 700, len(signed) - 20):
        flipped = bytearray(signed)
        flipped[place] ^= 1
        assert standing_of(bytes(flipped)) is Standing.ALTERED, place
    assert standing_of(signed + b"\n") is Standing.ALTERED
    assert standing_of(drawn) is Standing.ALTERED  # the seal was taken off, the number is still there

    certificate.refresh_from_db()
    certificate.state, certificate.revoked_at = Certificate.REVOKED, DAY
    certificate.save()
    assert standing_of(signed) is Standing.REVOKED

    unrelated = render("receipt", read_data("receipt", json.loads((repository / SAMPLE).read_text())))
    assert standing_of(unrelated) is Standing.UNKNOWN


@pytest.mark.django_db
def test_a_file_kept_but_not_yet_issued_counts_as_unknown() -> None:
    story = decided()
    certificate = reserve_one(story.case.pk, now=story.now)
    _, signed = a_signed_file(certificate)
    keep_paper("certificate", f"certificate:{certificate.handle}", signed, now=DAY, edition="1", case=story.case)
    assert standing_of(signed) is Standing.UNKNOWN


@pytest.mark.django_db
@pytest.mark.parametrize(
    "junk", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 5000, b"%PDF-1.4\n1 0 obj<</Length 9e9>>stream"]
)
def test_junk_is_unknown_and_breaks_nothing(junk: bytes) -> None:
    assert standing_of(junk) is Standing.UNKNOWN
    assert numbers_shown(unfolded_pdf(junk).streams) == frozenset()
