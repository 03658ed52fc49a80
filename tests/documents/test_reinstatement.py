"""A revocation that is set aside by two people: the title has a new number, and the old numbers tell what happened."""

import io
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest
from django.db import IntegrityError, transaction

from tests.log_acts import (
    an_issued_certificate,
    corrected,
    correction_proposed,
    issued,
    reinstated,
    reinstatement_proposed,
    revocation_proposed,
    revoked,
)
from tests.stories import Story
from zhicheng.cases.barred import bar_of
from zhicheng.documents.actions.drop_change import drop_change
from zhicheng.documents.actions.enter_in_log import enter_in_log
from zhicheng.documents.actions.propose_change import propose_replacement
from zhicheng.documents.actions.reinstate import reinstate
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.change_approvals import notice_key
from zhicheng.documents.changes import open_change, read_digest
from zhicheng.documents.file_kinds import title_of
from zhicheng.documents.fixed_words import fixed_words
from zhicheng.documents.log_check import faults
from zhicheng.documents.models import Certificate, CertificateChange, LogEntry, Paper
from zhicheng.documents.public_queries import certificate_by_number, is_official_document
from zhicheng.documents.queries import certificate_of
from zhicheng.documents.verification import Registered, Standing
from zhicheng.documents.words.of_certificates import reinstatement_notice
from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor, Role
from zhicheng.domain.states import State
from zhicheng.events.models import Event
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message

pytestmark = pytest.mark.django_db
ENDED, TODAY, ONE_DAY = date(2024, 11, 29), date(2024, 12, 29), timedelta(days=1)  # of a_revoked_title


def a_revoked_title() -> tuple[Story, Certificate]:
    story, certificate = an_issued_certificate()
    story.pass_days(5)
    revoked(story)
    story.pass_days(30)
    return story, certificate


def decide(story: Story, change: CertificateChange, actor: Actor | None = None, **more: Any) -> CertificateChange:
    said = {"now": story.now, "read": read_digest(change)} | more
    return reinstate(story.case.pk, actor=actor or story.leader, **said)


def told(certificate: Certificate) -> Registered:
    return given(certificate_by_number(certificate.number))


def in_log(certificate: Certificate) -> list[tuple[str, str]]:
    return list(LogEntry.objects.filter(certificate=certificate).order_by("leaf_id").values_list("kind", "by"))


def the_notice_says_all(old: Certificate, new: Certificate) -> None:
    change = CertificateChange.objects.get(kind="reinstatement")
    words = reinstatement_notice(change)
    assert (words.old_numbers, words.new_number) == ((old.number,), new.number)
    assert words.basis == "苕州市人民政府行政复议决定书 苕政复〔2024〕3号（2024年12月29日）。"
    assert words.reason.startswith("依行政复议决定。复议机关认定")
    assert words.effect_from == words.revoked_on == ENDED
    assert words.undone == f"撤销决定书 {CertificateChange.objects.get(kind='revocation').number}"
    assert change.number.partition("〔")[0].endswith("恢")
    assert given(fixed_words(notice_key(change))) == (words, "1")


def test_a_reinstated_title_has_a_new_number_with_the_same_facts_and_the_old_one_tells_the_whole_story() -> None:
    story, old = a_revoked_title()
    revoked_on = told(old).revoked_on
    new = reinstated(story)
    old.refresh_from_db()
    assert story.fresh().state == State.CERTIFIED
    assert (old.state, new.state) == (Certificate.REPLACED, Certificate.ISSUED)
    own = ("number", "verify_url", "proof_url", "sealed_at")
    assert {k: v for k, v in new.stated.items() if k not in own} == {
        k: v for k, v in old.stated.items() if k not in own
    }
    said = told(old)
    assert (said.standing, said.replaced_by) == (Standing.REPLACED, new.number)
    assert (said.revoked_on, said.reinstated_on) == (revoked_on, legal_day(story.now))
    assert said.change_words == (
        "曾于2024年11月29日被撤销；已于2024年12月29日依行政复议决定恢复，恢复自2024年11月29日起生效"
    )
    assert told(new).standing is Standing.VALID
    assert (in_log(old), in_log(new)) == (
        [("issue", ""), ("revocation", ""), ("reinstatement", new.number)],
        [("issue", "")],
    )
    assert said.reinstatement_position == LogEntry.objects.get(kind="reinstatement").leaf_id + 1
    assert list(faults()) == []
    assert certificate_of(story.case) == new
    acts = Event.objects.filter(subject=f"case:{story.case.handle}").order_by("-seq").values_list("act", flat=True)
    assert list(acts[:3]) == ["supersede", "reinstate", "propose_reinstatement"]
    the_notice_says_all(old, new)


def test_the_bar_ends_at_the_decision_and_the_old_number_says_revoked_until_the_worker_has_made_the_new_one() -> None:
    story, old = a_revoked_title()
    change = reinstatement_proposed(story)
    assert bar_of(story.person.pk, story.now) is not None
    decide(story, change)
    assert bar_of(story.person.pk, story.now) is None
    assert (story.fresh().end_reason, story.case.ended_at, story.case.revoked_by_id) == ({}, None, None)
    change.refresh_from_db()
    assert told(old).standing is Standing.REVOKED
    with pytest.raises(NotNow, match="恢复资格后的新证书正在制作"):
        revocation_proposed(story)
    with pytest.raises(NotNow, match="新证书正在制作"):
        correction_proposed(story)
    assert list(faults()) == []
    carry_out_all_due(story.now)
    assert list(Message.objects.exclude(last_error="").values_list("topic", "last_error")) == []
    assert told(old).replaced_by == given(change.new_certificate).number
    notice = Paper.objects.get(key=f"reinstatement:{change.handle}")
    assert b"/ByteRange" in bytes(notice.content)
    title = "恢复专业技术职务任职资格通知书"
    assert title_of(notice.kind) == title
    with pikepdf.open(io.BytesIO(bytes(notice.content))) as pdf:
        assert str(pdf.docinfo["/Title"]) == title
    assert is_official_document(notice.sha256)


def test_every_number_that_the_revocation_took_is_given_back_to_its_place_in_the_chain() -> None:
    story, first = an_issued_certificate()
    story.pass_days(5)
    replaced_on = legal_day(story.now)
    second = corrected(story)
    story.pass_days(5)
    making = reissue(
        story.case.pk,
        actor=story.leader,
        now=story.now,
        read=read_digest(correction_proposed(story, right={"name": "沈折"})),
    )
    revoked(story)
    with pytest.raises(NotNow, match="新证书正在制作"):
        reinstatement_proposed(story)
    third = issued(story, given(making.new_certificate), b"%PDF-1.7 born revoked")
    assert third.state == Certificate.REVOKED
    story.pass_days(5)
    new = reinstated(story)
    for one in (first, second, third):
        assert (told(one).standing, told(one).replaced_by) == (Standing.REPLACED, new.number)
        assert in_log(one)[-1] == ("reinstatement", new.number)
    assert (told(first).since, told(second).since) == (replaced_on, legal_day(story.now))
    assert new.stated["name"] == "沈折"  # what was decided before the revocation stays decided
    assert list(faults()) == []


def test_a_number_that_was_replaced_before_its_title_was_interrupted_ended_when_it_was_replaced() -> None:
    story, first = an_issued_certificate()
    replaced_on = legal_day(story.now)
    second = corrected(story)
    story.pass_days(5)
    revoked_on = legal_day(story.now)
    revoked(story)
    story.pass_days(5)
    reinstated(story, effect_from=legal_day(story.now))
    assert (told(first).since, told(second).since) == (replaced_on, revoked_on)


def an_act_is_entered_once_and_a_state_without_its_entry_is_found(story: Story, old: Certificate) -> None:
    new = told(old).replaced_by
    with pytest.raises(IntegrityError), transaction.atomic():
        enter_in_log(old, LogKind.REINSTATEMENT, now=story.now, by=new)
    with transaction.atomic():
        enter_in_log(old, LogKind.REVOCATION, now=story.now)
        with pytest.raises(IntegrityError):
            enter_in_log(old, LogKind.REVOCATION, now=story.now)
        transaction.set_rollback(True)
    Certificate.objects.filter(pk=old.pk).update(state=Certificate.REVOKED)
    assert f"证书 {old.number}：登记的最后一项是恢复，证书却不是这样" in list(faults())
    Certificate.objects.filter(pk=old.pk).update(state=Certificate.REPLACED, reinstated_at=None, replaced_at=story.now)
    assert f"证书 {old.number}：登记了恢复，证书却不是这样" in list(faults())


def test_revoked_reinstated_replaced_and_revoked_again_each_number_tells_how_it_stands() -> None:
    story, first = a_revoked_title()
    second = reinstated(story)
    change = propose_replacement(
        story.case.pk, actor=story.bureau_clerk, now=story.now, code="damaged_file", reason="文件打不开"
    )
    change = reissue(story.case.pk, actor=story.leader, now=story.now, read=read_digest(change))
    third, followed_on = issued(story, given(change.new_certificate), b"%PDF-1.7 the third"), legal_day(story.now)
    assert [told(one).replaced_by for one in (first, second)] == [third.number] * 2
    story.pass_days(3)
    revoked(story)
    for one in (first, second, third):
        assert (told(one).standing, told(one).revoked_on) == (Standing.REVOKED, legal_day(story.now))
        assert told(one).reinstated_on is None
        assert told(one).change_words == "以不正当手段取得"
        assert (
            told(one).revocation_position
            == LogEntry.objects.filter(certificate=one).order_by("-leaf_id")[0].leaf_id + 1
        )
    assert bar_of(story.person.pk, story.now) is not None
    assert list(faults()) == []
    story.pass_days(3)
    fourth = reinstated(story, b"%PDF-1.7 the fourth")
    for one in (first, second, third):
        assert (told(one).standing, told(one).replaced_by) == (Standing.REPLACED, fourth.number)
    assert [told(one).since for one in (first, second, third)] == [followed_on, followed_on, legal_day(story.now)]
    assert [kind for kind, _ in in_log(first)] == ["issue", *["revocation", "reinstatement"] * 2]
    assert list(faults()) == []
    an_act_is_entered_once_and_a_state_without_its_entry_is_found(story, first)


def test_what_is_not_revoked_is_not_reinstated_nor_what_is_reinstated() -> None:
    story, _ = an_issued_certificate()
    for turn in range(2):
        with pytest.raises(NotNow, match="已发证"):
            reinstatement_proposed(story)
        with pytest.raises(NotNow):
            reinstate(story.case.pk, actor=story.leader, now=story.now, read="0" * 64)
        if turn == 0:
            revoked(story)
            reinstated(story)


def test_two_people_decide_it_exactly_as_read_once_and_nobody_for_himself() -> None:
    story, _ = a_revoked_title()
    with pytest.raises(NotNow):
        reinstatement_proposed(story, actor=story.bureau_clerk)
    for actor in (story.leader, story.reviewer):
        with pytest.raises(NotNow):  # nothing is open, though who proposed the revocation is on record
            drop_change(story.case.pk, actor=actor, now=story.now, because="没有")
    change = reinstatement_proposed(story, actor=story.leader)
    with pytest.raises(NotNow, match="已经有人提出恢复"):
        reinstatement_proposed(story)
    for actor, refusal in (
        (story.leader, NotNow),
        (story.reviewer, NotNow),
        (Actor(Role.BUREAU_LEADER, story.person.pk, story.bureau.pk), NotYours),
    ):
        with pytest.raises(refusal):
            decide(story, change, actor)
    drop_change(story.case.pk, actor=story.leader, now=story.now, because="先核对文书")
    assert story.fresh().revocation_proposed_by_id is not None  # who proposed the revocation stays on record
    change = reinstatement_proposed(story)
    with pytest.raises(Refused, match="有变化"):
        decide(story, change, read="0" * 64)
    with pytest.raises(StalePage):
        decide(story, change, seen=story.fresh().version - 1)
    decide(story, change)
    with pytest.raises(NotNow):
        decide(story, change)
    assert Certificate.objects.filter(case=story.case).count() == 2


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"code": "false_material"}, "请从清单中选择理由"),
    ({"reason": " "}, "请写明恢复的事实"),
    ({"document": ""}, "名称、文号和日期"),
    ({"document_number": " "}, "名称、文号和日期"),
    ({"document_day": None}, "名称、文号和日期"),
    ({"code": "own_error", "document_number": ""}, "名称、文号和日期"),
    ({"document_day": ENDED - ONE_DAY}, "文书的日期最早"),
    ({"document_day": TODAY + ONE_DAY}, "最晚是今天"),
    ({"effect_from": ENDED - ONE_DAY}, "恢复日期最早"),
    ({"effect_from": TODAY + ONE_DAY}, "最晚是今天"),
)


def test_reason_facts_and_document_are_asked_for_but_the_bureaus_own_correction_needs_no_other_document() -> None:
    story, old = a_revoked_title()
    for said, words in REFUSED:
        with pytest.raises(Refused, match=words):
            reinstatement_proposed(story, **said)
    assert open_change(story.case) is None
    assert story.fresh().change_proposed_by_id is None
    none = {"document": "", "document_number": "", "document_day": None}
    today = legal_day(story.now)
    new = reinstated(story, code="own_error", reason="复查认定原撤销有误", effect_from=today, **none)
    change = given(CertificateChange.objects.filter(new_certificate=new).first())
    assert (change.clause, change.effect_from) == ("发证机关对有误的决定应当自行纠正", today)
    assert told(old).since == ENDED  # there were days on which the title did not count
    assert told(old).change_words.endswith("依发证机关自行纠正的决定恢复，恢复自2024年12月29日起生效")
