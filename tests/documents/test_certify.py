"""A certificate is issued as authorities do: what will be signed is kept first, and a fall is taken up again."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import call_command
from pytest_django import Settings

from tests.stories import Story, decided
from tests.watched_seal import Watched, watched_seal
from zhicheng.documents.approvals import approval_of, approval_public_key, document_subject
from zhicheng.documents.models import Approval, Certificate, LogEntry, Paper
from zhicheng.domain.approval import read_approval
from zhicheng.domain.states import State
from zhicheng.jobs.handlers import certificates
from zhicheng.jobs.handlers.orders import certificate_orders, document_order
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message
from zhicheng.signer.rules import approved
from zhicheng.signer.wire import Request

pytestmark = pytest.mark.django_db


@pytest.fixture
def watched(settings: Settings, tmp_path: Path) -> Iterator[Watched]:
    with watched_seal(settings, tmp_path / "seal") as found:
        yield found


def reserved(story: Story) -> Certificate:
    certificates.reserve({"case": story.case.pk}, story.now)
    return Certificate.objects.get(case=story.case)


def test_what_was_kept_is_what_the_key_signs_and_what_the_file_begins_with(watched: Watched) -> None:
    story = decided()
    certificate = reserved(story)
    assert (certificate.drawn_sha256, certificate.to_sign_sha256) == ("", "")
    certificates.make({"certificate": certificate.pk}, story.now)
    certificate.refresh_from_db()
    drawn, _ = certificates.drawn_certificate(certificate, certificate.stated["edition"])
    content = bytes(Paper.objects.get(pk=certificate.paper_id).content)
    assert content.startswith(drawn)
    assert certificate.drawn_sha256 == sha256(drawn).hexdigest()
    assert [request.sha256 for request in watched.asked] == [certificate.to_sign_sha256]
    assert LogEntry.objects.get(certificate=certificate).file_sha256 == sha256(content).hexdigest()
    assert certificate.stated["proof_url"].startswith(certificate.stated["verify_url"] + "#")


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_fall_before_or_after_the_signature_ends_in_the_same_number_and_bytes(when: str, watched: Watched) -> None:
    story = decided()
    certificate = reserved(story)
    watched.falls = when
    with pytest.raises((KeyboardInterrupt, Exception)):
        certificates.make({"certificate": certificate.pk}, story.now)
    assert not Paper.objects.filter(kind="certificate").exists()
    watched.falls = ""
    again = reserved(story)
    assert again.number == certificate.number
    certificates.make({"certificate": certificate.pk}, story.pass_days(3))
    assert len(watched.asked) == 2
    assert len({request.sha256 for request in watched.asked}) == 1
    assert Certificate.objects.get(case=story.case).state == Certificate.ISSUED


def test_what_was_drawn_otherwise_is_never_signed_and_an_operator_is_told(watched: Watched) -> None:
    story = decided()
    certificate = reserved(story)
    watched.falls = "before"
    with pytest.raises(Exception, match="away"):
        certificates.make({"certificate": certificate.pk}, story.now)
    watched.falls, watched.asked = "", []
    stated = certificate.stated | {"name": "换了的人"}
    Certificate.objects.filter(pk=certificate.pk).update(stated=stated)
    carry_out_all_due(story.now)
    told = Message.objects.get(topic="paper.certificate").last_error
    assert "OtherBytes" in told
    assert certificate.number in told
    assert [asked for asked in watched.asked if asked.order and asked.order.number == certificate.number] == []
    assert story.fresh().state == State.DECIDED


def test_a_seal_that_is_away_delays_the_paper_and_not_the_decision(watched: Watched) -> None:
    story = decided()
    watched.falls = "before"
    for _ in range(12):
        carry_out_all_due(story.pass_days(1))
    waiting = Message.objects.get(topic="paper.certificate")
    assert (waiting.given_up_at, waiting.done_at) == (None, None)
    assert "the seal is away" in waiting.last_error
    assert story.fresh().state == State.DECIDED
    watched.falls = ""
    carry_out_all_due(story.now + timedelta(days=1))
    assert story.fresh().state == State.CERTIFIED


def test_the_leaders_signature_approves_the_document_and_each_certificate_on_its_list(watched: Watched) -> None:
    story = decided()
    certificate = reserved(story)
    subject = document_subject(certificate.document)
    kept = approval_of(subject)
    assert kept
    said = read_approval(kept.body)
    assert (said.subject, said.sha256, said.by) == (subject, certificate.document.list_sha256, story.leader.person)
    assert len(said.facts) == 2
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(approval_public_key()))
    for order in (certificate_orders([certificate])[certificate.pk], document_order(certificate.document)):
        request = Request(order.number, b"\x31", order.facts, order.approval, base64.b64decode(order.approved))
        assert approved(request, [key]) == said


def test_the_command_prints_the_key_that_the_signers_folder_wants() -> None:
    said = StringIO()
    call_command("approval_key", stdout=said)
    assert said.getvalue() == f"{approval_public_key()}\n"


def test_a_draft_that_is_refused_leaves_no_approval(watched: Watched) -> None:
    from tests.stories import cleared
    from zhicheng.documents.actions.draft_document import draft_document
    from zhicheng.documents.actions.issue_document import issue_document
    from zhicheng.domain.faults import Refused

    story = cleared()
    draft = draft_document([story.case.pk], actor=story.bureau_clerk, now=story.now, title="公布文件")
    with pytest.raises(Refused):
        issue_document(draft.handle, actor=story.leader, now=story.now, read="0" * 64)
    assert not Approval.objects.exists()
