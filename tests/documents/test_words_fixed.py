"""What will be sealed is said when it is decided: signed but not stored, it is drawn again to the very same bytes."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.editions import with_editions
from tests.issuing import reserve_one
from tests.log_acts import correction_proposed, issued, revocation_proposed
from tests.signing import a_signer_home
from tests.stories import Story, decided
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.approvals import approval_public_key
from zhicheng.documents.change_approvals import notice_key
from zhicheng.documents.changes import read_digest
from zhicheng.documents.models import Certificate, CertificateChange, Paper, PaperWords
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.read import as_json, read_data
from zhicheng.documents.papers.samples import sample
from zhicheng.documents.words.certificate import certificate_words
from zhicheng.domain.given import given
from zhicheng.gateways import eseal
from zhicheng.jobs.handlers import certificates, notices, papers
from zhicheng.outbox.models import Message
from zhicheng.people.models import Organisation
from zhicheng.signer.ledger import Ledger


@pytest.fixture
def ledger(settings: Any, tmp_path: Path, db: None) -> Iterator[Path]:
    """The signer's own process as the platform's seal, with the platform's key of approvals; gives its folder."""
    home = a_signer_home(tmp_path / "signer")
    (home.folder / "approval.pub").write_text(approval_public_key() + "\n")
    settings.ZHICHENG_SEAL = "zhicheng.gateways.eseal.signer.SignerSeal"
    settings.ZHICHENG_SEAL_DIR, settings.ZHICHENG_SIGNER_SOCKET = str(home.folder), str(home.socket)
    eseal.seal.cache_clear()
    with home.running():
        yield home.folder
    eseal.seal.cache_clear()


def promised(topic: str) -> dict[str, Any]:
    return dict(Message.objects.get(topic=topic).payload)


def lost(key: str) -> bytes:
    """The bytes of the paper that was stored, as if the worker had died before it stored them."""
    paper = Paper.objects.get(key=key)
    content = bytes(paper.content)
    paper.delete()
    return content


def renamed(story: Story) -> None:
    """The bureau has another name, telephone and address; the unit another name."""
    bureau = given(story.case.authority)
    Organisation.objects.filter(pk=bureau.pk).update(name="苕州新区人才局", phone="0572-0000000", address="新路 1 号")
    Organisation.objects.filter(pk=story.unit.pk).update(name="改了名的单位", kind="enterprise")


def test_a_document_signed_but_not_stored_is_asked_for_again_with_the_same_bytes(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    story = decided()
    asked, key = promised("paper.document"), f"document:{given(story.case.document_entry).document.handle}"
    papers.document(asked, story.now)
    first = lost(key)
    renamed(story)
    settings.DEMO = not settings.DEMO
    with_editions(tmp_path, monkeypatch, official_document={"77": f"{story.now - timedelta(days=1):%Y-%m-%d}"})
    papers.document(asked, story.now + timedelta(hours=1))
    again = Paper.objects.get(key=key)
    assert bytes(again.content) == first
    assert again.edition != "77"
    signed = [one for one in Ledger(ledger / "ledger.sqlite3").entries() if one.number == key]
    assert len({one.to_sign for one in signed}) == 1


def test_a_certificate_bears_the_name_of_the_bureau_that_was_approved(ledger: Path) -> None:
    story = decided()
    named = given(story.case.authority).name
    renamed(story)
    made = reserve_one(story.case.pk, now=story.now)
    assert made.stated["authority"] == named != Organisation.objects.get(pk=given(story.case.authority_id)).name
    certificates.make({"certificate": made.pk}, story.now)
    made.refresh_from_db()
    assert made.state == Certificate.ISSUED


@pytest.mark.parametrize("kind", ["correction", "revocation"])
def test_a_notice_signed_but_not_stored_is_asked_for_again_with_the_same_bytes(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    story = decided()
    first_one = issued(story, reserve_one(story.case.pk, now=story.now), b"%PDF-1.7 the first")
    change = reissue_decided(story)
    if kind == "revocation":
        change = revoked(story)
    make, asked = notices.notice, promised(f"paper.{kind}")
    make(asked, story.now)
    first = lost(notice_key(change))
    issued(story, given(CertificateChange.objects.get(kind="correction").new_certificate), b"%PDF-1.7 the second")
    renamed(story)
    with_editions(tmp_path, monkeypatch, **{f"{kind}_notice": {"77": "2024-01-02"}})
    make(asked, story.now + timedelta(hours=1))
    again = Paper.objects.get(key=notice_key(change))
    assert bytes(again.content) == first
    assert again.edition != "77"
    words = PaperWords.objects.get(key=notice_key(change)).words
    assert first_one.number in str(words)


def test_a_paper_without_a_seal_is_drawn_once_and_stays_as_it_was_handed_out(db: None) -> None:
    story = decided()
    papers.receipt({"case": story.case.pk}, story.now)
    handed_out = bytes(Paper.objects.get(kind="receipt").content)
    renamed(story)
    papers.receipt({"case": story.case.pk}, story.now + timedelta(days=1))
    assert bytes(Paper.objects.get(kind="receipt").content) == handed_out


def reissue_decided(story: Story) -> CertificateChange:
    """Decided, the new certificate still in the making."""
    return reissue(story.case.pk, actor=story.leader, now=story.now, read=read_digest(correction_proposed(story)))


def revoked(story: Story) -> CertificateChange:
    return revoke(story.case.pk, actor=story.leader, now=story.now, read=read_digest(revocation_proposed(story)))


def test_the_demo_mark_of_a_certificate_is_fixed_with_its_number(db: None, settings: Any) -> None:
    story = decided()
    settings.DEMO = True
    made = reserve_one(story.case.pk, now=story.now)
    settings.DEMO = False
    assert certificate_words(made).demo
    del made.stated["demo"]
    assert not certificate_words(made).demo, "one of before says what the settings say"


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_every_paper_are_kept_and_read_back_as_they_were(kind: str) -> None:
    said = sample(kind)
    assert read_data(kind, as_json(said)) == said
