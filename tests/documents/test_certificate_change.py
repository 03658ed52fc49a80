"""A certificate is corrected, replaced or revoked by two people; every number keeps answering and leads to the new."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.log_acts import an_issued_certificate, corrected, correction_proposed, issued, revocation_proposed, revoked
from tests.stories import Story
from zhicheng.documents.actions.drop_change import drop_change
from zhicheng.documents.actions.propose_change import propose_replacement
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.changes import open_change, read_digest
from zhicheng.documents.log_check import faults
from zhicheng.documents.models import Certificate, CertificateChange, LogEntry, Paper
from zhicheng.documents.public_queries import certificate_by_number
from zhicheng.documents.queries import certificate_of, certificates_of
from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor, Role
from zhicheng.domain.states import State
from zhicheng.events.models import Event
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message

pytestmark = pytest.mark.django_db


def decide(story: Story, change: CertificateChange, actor: Actor | None = None) -> CertificateChange:
    return reissue(story.case.pk, actor=actor or story.leader, now=story.now, read=read_digest(change))


def in_log(certificate: Certificate) -> list[tuple[str, str]]:
    return list(LogEntry.objects.filter(certificate=certificate).order_by("leaf_id").values_list("kind", "by"))


def test_a_corrected_certificate_has_a_new_number_and_the_old_number_leads_to_it() -> None:
    story, old = an_issued_certificate()
    frozen = story.fresh().snapshot
    assert frozen
    new = corrected(story)
    old.refresh_from_db()
    assert (old.state, new.state) == (Certificate.REPLACED, Certificate.ISSUED)
    assert (old.stated["name"], new.stated["name"]) == ("沈喆", "沈哲")
    assert new.stated["obtained_on"] == old.stated["obtained_on"]
    assert new.number != old.number
    assert (new.replaces, new.successor if hasattr(new, "successor") else None) == (old, None)
    assert (in_log(old), in_log(new)) == ([("issue", ""), ("correction", new.number)], [("issue", "")])
    assert list(faults()) == []
    told = certificate_by_number(old.number)
    assert told is not None
    assert (told.replaced_by, told.replaced_on, told.revoked_on) == (new.number, legal_day(story.now), None)
    assert told.change_words == "更正姓名：原证书记载有误"
    fresh = certificate_by_number(new.number)
    assert fresh is not None
    assert (fresh.name, fresh.replaced_by, fresh.replaced_on) == ("沈哲", "", None)
    assert story.fresh().snapshot == frozen
    assert frozen.body["person"]["name"] == "沈喆"
    assert story.case.state == State.CERTIFIED
    assert certificate_of(story.case) == new
    assert certificates_of(story.case) == [new, old]
    acts = Event.objects.filter(subject=f"case:{story.case.handle}").order_by("-seq").values_list("act", flat=True)
    assert list(acts[:3]) == ["supersede", "reissue", "propose_reissue"]


def test_the_worker_makes_the_new_certificate_and_the_notice_and_until_then_the_old_one_counts() -> None:
    story, old = an_issued_certificate()
    change = decide(story, correction_proposed(story))
    assert certificate_by_number(old.number).replaced_by == ""  # type: ignore[union-attr]
    assert certificate_of(story.case) == old
    assert certificate_by_number(change.new_certificate.number) is None  # type: ignore[union-attr]
    carry_out_all_due(story.now)
    assert list(Message.objects.exclude(last_error="").values_list("topic", "last_error")) == []
    old.refresh_from_db()
    assert old.state == Certificate.REPLACED
    assert certificate_of(story.case) == change.new_certificate
    notice = Paper.objects.get(key=f"correction:{change.handle}")
    assert (notice.kind, notice.case) == ("correction_notice", story.case)
    assert b"/ByteRange" in bytes(notice.content)


def test_a_replacement_states_the_same_under_another_number_and_can_follow_a_correction() -> None:
    story, first = an_issued_certificate()
    second = corrected(story)
    change = propose_replacement(
        story.case.pk, actor=story.bureau_clerk, now=story.now, code="damaged_file", reason="文件打不开"
    )
    third = decide(story, change).new_certificate
    assert third
    third = issued(story, third, b"%PDF-1.7 the third")
    own = ("number", "verify_url", "proof_url", "sealed_at")
    assert {k: v for k, v in third.stated.items() if k not in own} == {
        k: v for k, v in second.stated.items() if k not in own
    }
    assert in_log(second)[-1] == ("replacement", third.number)
    assert [certificate_by_number(one.number).replaced_by for one in (first, second)] == [third.number] * 2  # type: ignore[union-attr]
    numbers = CertificateChange.objects.order_by("pk").values_list("number", flat=True)
    assert [number.partition("〔")[0][-1] for number in numbers] == ["更", "换"]


def test_a_revoked_title_takes_every_number_of_its_chain_with_it() -> None:
    story, old = an_issued_certificate()
    new = corrected(story)
    change = revoked(story)
    assert change.number.partition("〔")[0].endswith("撤")
    for certificate in (old, new):
        told = certificate_by_number(certificate.number)
        assert told is not None
        assert (told.revoked_on, told.effect_from) == (legal_day(story.now), legal_day(story.now))
        assert told.change_words == "以不正当手段取得"
        assert in_log(certificate)[-1] == ("revocation", "")
    assert list(faults()) == []
    assert story.fresh().state == State.REVOKED
    assert story.case.end_reason == {"words": "学历证书系伪造", "code": "false_material"}
    carry_out_all_due(story.now)
    assert Paper.objects.filter(key=f"revocation:{change.handle}", kind="revocation_notice").exists()


def test_a_certificate_in_the_making_when_the_title_is_revoked_is_born_revoked() -> None:
    story, old = an_issued_certificate()
    new = decide(story, correction_proposed(story)).new_certificate
    assert new
    with pytest.raises(NotNow, match="新证书正在制作"):
        correction_proposed(story)
    revoked(story)
    new = issued(story, Certificate.objects.get(pk=new.pk), b"%PDF-1.7 too late")
    assert new.state == Certificate.REVOKED
    assert in_log(new) == [("issue", ""), ("revocation", "")]
    assert [certificate_by_number(one.number).revoked_on for one in (old, new)] == [legal_day(story.now)] * 2  # type: ignore[union-attr]
    assert list(faults()) == []


def test_who_proposed_does_not_decide_and_nobody_decides_on_himself() -> None:
    story, certificate = an_issued_certificate()
    by_leader = {"actor": story.leader, "now": story.now, "code": "damaged_file", "reason": "打不开"}
    change = propose_replacement(story.case.pk, **by_leader)
    with pytest.raises(NotNow):
        decide(story, change, story.leader)
    with pytest.raises(NotNow):
        decide(story, change, story.reviewer)
    himself = Actor(Role.BUREAU_LEADER, story.person.pk, story.bureau.pk)
    with pytest.raises(NotYours):
        decide(story, change, himself)
    assert not Certificate.objects.filter(replaces=certificate).exists()
    with pytest.raises(IntegrityError, match="change_by_two_people"), transaction.atomic():
        CertificateChange.objects.filter(pk=change.pk).update(
            decided_by=story.leader.person, decided_at=story.now, effect_from=story.now.date(), number="x"
        )


def test_only_what_was_read_is_decided_and_only_once() -> None:
    story, _ = an_issued_certificate()
    change = correction_proposed(story)
    read, seen = read_digest(change), story.fresh().version
    with pytest.raises(StalePage):
        reissue(story.case.pk, actor=story.leader, now=story.now, read=read, seen=seen - 1)
    with pytest.raises(Refused, match="有变化"):
        reissue(story.case.pk, actor=story.leader, now=story.now, read="0" * 64)
    with pytest.raises(NotNow):
        revoke(story.case.pk, actor=story.leader, now=story.now, read=read)
    decide(story, change)
    with pytest.raises(NotNow):
        decide(story, change)
    assert Certificate.objects.filter(case=story.case).count() == 2


def test_one_proposal_waits_at_a_time_but_a_revocation_pushes_a_correction_aside() -> None:
    story, _ = an_issued_certificate()
    correction = correction_proposed(story)
    with pytest.raises(NotNow, match="已经有人提出更正"):
        correction_proposed(story)
    revocation = revocation_proposed(story)
    correction.refresh_from_db()
    assert (correction.dropped_at, correction.dropped_because) == (story.now, "已提出撤销，这项提议作废")
    for proposed in (correction_proposed, revocation_proposed):
        with pytest.raises(NotNow, match="已经有人提出撤销"):
            proposed(story)
    with pytest.raises(NotNow):
        decide(story, correction)
    assert open_change(story.case) == revocation


def test_a_proposal_is_taken_back_by_who_made_it_or_sent_back_by_a_leader_and_may_be_made_anew() -> None:
    story, _ = an_issued_certificate()
    correction_proposed(story)
    with pytest.raises(NotNow):
        drop_change(story.case.pk, actor=story.reviewer, now=story.now, because="与我无关")
    with pytest.raises(Refused, match="请写明"):
        drop_change(story.case.pk, actor=story.bureau_clerk, now=story.now, because=" ")
    drop_change(story.case.pk, actor=story.bureau_clerk, now=story.now, because="写错了")
    revocation_proposed(story)
    dropped = drop_change(story.case.pk, actor=story.leader, now=story.now, because="证据不足")
    assert (dropped.dropped_by_id, open_change(story.case)) == (story.leader.person, None)
    with pytest.raises(NotNow):
        drop_change(story.case.pk, actor=story.leader, now=story.now, because="再退")
    assert correction_proposed(story).pk
    assert story.fresh().state == State.CERTIFIED


def test_a_change_counts_from_a_day_of_the_title_and_not_from_one_to_come() -> None:
    story, certificate = an_issued_certificate()
    story.pass_days(5)
    today, first = legal_day(story.now), date.fromisoformat(certificate.stated["obtained_on"])
    for day in (first - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(Refused, match="生效日期"):
            revocation_proposed(story, effect_from=day)
    change = revocation_proposed(story, effect_from=first)
    revoke(story.case.pk, actor=story.leader, now=story.pass_days(1), read=read_digest(change))
    told = certificate_by_number(certificate.number)
    assert told is not None
    assert (told.effect_from, told.revoked_on) == (first, legal_day(story.now))


REFUSED: tuple[tuple[dict[str, str], str], ...] = (
    ({"code": "damaged_file"}, "请从清单中选择理由"),
    ({"reason": " "}, "请写明撤销的事实"),
    ({"heard": ""}, "怎样告知了当事人"),
    ({"code": "other"}, "请填写撤销所依据的"),
)


def test_a_revocation_without_reason_fact_hearing_or_rule_is_not_proposed() -> None:
    story, _ = an_issued_certificate()
    for said, told in REFUSED:
        with pytest.raises(Refused, match=told):
            revocation_proposed(story, **said)
    assert open_change(story.case) is None
    assert story.fresh().revocation_proposed_by_id is None
