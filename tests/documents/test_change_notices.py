"""The notices of what was decided on a certificate say it in full, and may be sealed only as they were approved."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.log_acts import an_issued_certificate, corrected, correction_proposed, revoked
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.approvals import approval_public_key
from zhicheng.documents.change_approvals import notice_facts, notice_key
from zhicheng.documents.changes import read_digest
from zhicheng.documents.fixed_words import fixed_words
from zhicheng.documents.models import CertificateChange
from zhicheng.documents.words.of_certificates import correction_notice, revocation_notice
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.gateways.eseal import SigningOrder
from zhicheng.jobs.handlers.orders import certificate_orders, order
from zhicheng.signer.rules import Refused, approved
from zhicheng.signer.wire import Request

pytestmark = pytest.mark.django_db


def asked(said: SigningOrder) -> Request:
    return Request(said.number, b"", said.facts, said.approval, base64.b64decode(said.approved))


def notice_order(change: CertificateChange) -> SigningOrder:
    return order(notice_key(change), notice_key(change), notice_facts(change))


def keys() -> list[Ed25519PublicKey]:
    return [Ed25519PublicKey.from_public_bytes(base64.b64decode(approval_public_key()))]


def test_the_leaders_decision_lets_the_new_certificate_and_its_notice_be_signed_and_nothing_else() -> None:
    story, _ = an_issued_certificate()
    read = read_digest(correction_proposed(story))
    change = reissue(story.case.pk, actor=story.leader, now=story.now, read=read)
    new = given(change.new_certificate)
    for said in (certificate_orders([new])[new.pk], notice_order(change)):
        found = approved(asked(said), keys())
        assert (found.by, found.role) == (story.leader.person, "bureau_leader")
    assert approved(asked(notice_order(change)), keys()).sha256 == read
    new.stated["name"] = "沈折"
    with pytest.raises(Refused, match="not among"):
        approved(asked(certificate_orders([new])[new.pk]), keys())
    change.reason = "另一个理由"
    with pytest.raises(Refused, match="not among"):
        approved(asked(notice_order(change)), keys())


def test_the_notice_of_a_correction_says_what_changed_why_and_which_number_counts() -> None:
    story, old = an_issued_certificate()
    new = corrected(story)
    words = correction_notice(CertificateChange.objects.get())
    assert (words.act, words.holder, words.old_number, words.new_number) == ("更正", "沈哲", old.number, new.number)
    assert [(one.label, one.before, one.after) for one in words.changes] == [("姓名", "沈喆", "沈哲")]
    assert words.reason == "原证书记载有误。姓名用字录入有误。"
    assert words.effect_from == words.dated == legal_day(story.now)
    assert words.verify_url == new.stated["verify_url"]
    assert any("行政复议" in one for one in words.remedies)


def test_the_decision_to_revoke_names_the_number_of_a_certificate_in_the_making_too() -> None:
    story, old = an_issued_certificate()
    change = reissue(story.case.pk, actor=story.leader, now=story.now, read=read_digest(correction_proposed(story)))
    said, _ = given(fixed_words(notice_key(revoked(story))))
    assert f"编号 {old.number}、{given(change.new_certificate).number} 的证书不得再使用" in str(said)


def test_the_decision_to_revoke_names_every_number_the_clause_the_hearing_and_the_years_barred() -> None:
    story, old = an_issued_certificate()
    new = corrected(story)
    words = revocation_notice(revoked(story))
    assert words.certificate_number == new.number
    assert f"编号 {old.number}、{new.number} 的证书不得再使用" in words.on_title
    assert f"{story.now.year + 3}年" in words.on_title
    assert (words.facts, words.heard) == (("学历证书系伪造。",), "已书面告知，本人承认。")
    assert words.clause.startswith("《职称评审管理暂行规定》")
    assert words.copies_to == (story.unit.name,)
