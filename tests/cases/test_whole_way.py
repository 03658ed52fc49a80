"""A case goes the whole way through its actions, and every step leaves an event."""

import pytest

from tests.stories import decided, submitted
from zhicheng.documents.models import Certificate, Paper
from zhicheng.domain.states import State
from zhicheng.events.models import Event
from zhicheng.events.record import breaks
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_a_submission_is_numbered_timed_frozen_and_judged_by_a_pinned_pack() -> None:
    story = submitted()
    case = story.case
    assert case.state == State.WITH_EMPLOYER
    assert case.number
    assert case.number.startswith("CD-330500-2024-")
    assert case.submitted_at == story.now
    assert len(case.policy_sha256) == 64
    assert case.snapshot
    assert case.snapshot.body["answer"]["verdict"] == "met"
    assert case.snapshot.body["answer"]["rule"] == "R3"


@pytest.mark.parametrize("level", ["assistant", "intermediate"])
def test_the_whole_way_ends_with_a_signed_certificate(level: str, settings, tmp_path) -> None:
    settings.ZHICHENG_SEAL_DIR = tmp_path
    story = decided(level=level)
    assert story.case.state == State.DECIDED
    carry_out_all_due(story.now)
    failed = Message.objects.exclude(last_error="").values_list("topic", "last_error")
    assert list(failed) == []
    assert story.fresh().state == State.CERTIFIED
    certificate = Certificate.objects.get(case=story.case)
    assert certificate.state == Certificate.ISSUED
    assert certificate.paper
    assert bytes(certificate.paper.content)[:5] == b"%PDF-"
    kinds = set(Paper.objects.values_list("kind", flat=True))
    assert {"receipt", "employer_notice", "employer_notice_result", "bureau_notice", "official_document"} <= kinds
    assert {"determination_form", "certificate"} <= kinds
    assert list(breaks()) == []
    acts = list(Event.objects.filter(subject=f"case:{story.case.handle}").order_by("seq").values_list("act", flat=True))
    assert acts[:2] == ["edit", "edit"]
    assert acts[-3:] == ["clear", "issue_document", "certify"]
