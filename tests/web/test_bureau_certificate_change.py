"""The pages by which a certificate is changed: what each person reads, what is refused, what is told to whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import bureau_desk
from tests.bureau_desk import desk_of, holders_page, page, units_page, words
from tests.log_acts import an_issued_certificate, corrected, correction_proposed, issued, revocation_proposed, revoked
from tests.stories import Story
from zhicheng.documents.changes import open_change, read_digest
from zhicheng.documents.models import Certificate, CertificateChange
from zhicheng.domain.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_clock")]


def certified() -> Story:
    story, _ = an_issued_certificate()
    bureau_desk.now = story.now
    story.fresh()
    return story


def a_correction(story: Story, **said: str) -> dict[str, str]:
    right = {"name": "沈哲", "gender": "female", "birth_month": "1999-03", "speciality": "环境工程"}
    right["employer"] = story.unit.name
    given = {
        "seen": str(story.fresh().version),
        "code": "entry_error",
        "reason": "姓名用字录入有误",
        "evidence": "身份证",
    }
    return given | {f"right_{field}": value for field, value in right.items()} | said


def test_a_certificate_is_corrected_by_two_people_on_two_pages_and_all_concerned_read_of_it() -> None:
    story = certified()
    clerk, leader = desk_of(story.bureau_clerk), desk_of(story.leader)
    offered = words(clerk.get(page("bureau-propose-change", story)))
    assert "证书上现在是“沈喆”" in offered
    assert "kind=replacement" in offered
    assert "kind=revocation" not in offered  # which a clerk may not propose
    assert clerk.post(page("bureau-propose-change", story), a_correction(story)).status_code == 302
    assert "等待另一位负责人决定" in words(clerk.get(page("bureau-case", story)))
    assert "等待另一位负责人决定" not in holders_page(story)
    assert story.person.name in words(leader.get(reverse("bureau-queue") + "?tab=change"))
    decide = page("bureau-decide-change", story)
    read = words(leader.get(decide))
    for told in ("<del>沈喆</del>", "<strong>沈哲</strong>", "姓名用字录入有误", "身份证", story.bureau_clerk.name):
        assert told in read
    digest = read_digest(open_change(story.case))  # type: ignore[arg-type]
    assert digest in read
    assert leader.post(decide, {"seen": story.fresh().version, "read": digest}).status_code == 302
    change = CertificateChange.objects.get()
    new = issued(story, Certificate.objects.get(replaces__isnull=False), b"%PDF-1.7 new")
    hers, units = holders_page(story), units_page(story)
    for told in (hers, units, words(leader.get(page("bureau-case", story)))):
        for fact in ("<del>沈喆</del>", "<strong>沈哲</strong>", change.number, new.number, change.certificate.number):
            assert fact in told
    assert "下载新证书</a>" in hers
    assert "行政复议" in hers
    assert "您的助理工程师证书已更正" in holders_page(story, "applicant-home")
    assert "看过的材料" not in hers + units
    assert "请换用新证书" in units


def test_a_title_is_revoked_by_two_people_on_two_pages_and_the_holder_reads_why_and_where_to_turn() -> None:
    story = certified()
    reviewer, leader = desk_of(story.reviewer), desk_of(story.leader)
    propose, decide = page("bureau-propose-change", story) + "?kind=revocation", page("bureau-decide-change", story)
    assert leader.get(decide).status_code == 409
    given = {"seen": story.case.version, "code": "false_material", "reason": "学历证书系伪造", "heard": "本人承认"}
    assert reviewer.post(propose, given).status_code == 302
    assert reviewer.get(decide).status_code == 404
    read = words(leader.get(decide))
    for told in ("学历证书系伪造", "本人承认", "弄虚作假取得的职称予以撤销", "三年内不得申报", "不能恢复"):
        assert told in read
    digest = read_digest(open_change(story.case))  # type: ignore[arg-type]
    assert leader.post(decide, {"seen": story.fresh().version, "read": digest}).status_code == 302
    assert story.fresh().state == State.REVOKED
    told = holders_page(story)
    for fact in ("资格已被撤销", "学历证书系伪造", "弄虚作假", "60 日", "六个月", "不得申报职称", story.bureau.phone):
        assert fact in told
    assert "下载证书（PDF）" not in told
    assert "重新确定其岗位" in units_page(story)


def test_what_was_typed_stays_when_a_proposal_cannot_be_so() -> None:
    story = certified()
    clerk = desk_of(story.bureau_clerk)
    answer = clerk.post(page("bureau-propose-change", story), a_correction(story, right_birth_month="1999年6月"))
    assert answer.status_code == 422
    for told in ("出生年月请写成 1999-06 这样", 'value="1999年6月"', 'value="沈哲"', "姓名用字录入有误"):
        assert told in words(answer)
    answer = clerk.post(page("bureau-propose-change", story), a_correction(story, effect_from="明天"))
    assert (answer.status_code, "生效日期请写成" in words(answer)) == (422, True)
    answer = clerk.post(page("bureau-propose-change", story), a_correction(story, right_name="沈喆"))
    assert (answer.status_code, "没有填写与原证书不同的内容" in words(answer)) == (422, True)
    assert open_change(story.case) is None


def test_a_stale_page_a_second_click_and_a_proposal_that_changed_meanwhile_decide_nothing() -> None:
    story = certified()
    correction_proposed(story)
    leader, decide = desk_of(story.leader), page("bureau-decide-change", story)
    seen, digest = story.fresh().version, read_digest(open_change(story.case))  # type: ignore[arg-type]
    assert leader.post(decide, {"seen": seen - 1, "read": digest}).status_code == 409
    refused = leader.post(decide, {"seen": seen, "read": "0" * 64})
    assert (refused.status_code, digest in words(refused)) == (422, True)  # the page shows, and carries, what is now
    assert leader.post(decide, {"seen": seen, "read": digest}).status_code == 302
    again = leader.post(decide, {"seen": seen, "read": digest})
    assert again.status_code == 409
    assert Certificate.objects.count() == 2
    assert leader.get(page("bureau-propose-change", story)).status_code == 200  # a revocation may still be proposed
    late = desk_of(story.bureau_clerk).post(page("bureau-propose-change", story), a_correction(story))
    assert (late.status_code, "新证书正在制作" in words(late)) == (409, True)


def test_a_leader_sends_a_proposal_back_and_its_maker_may_take_it_back() -> None:
    story = certified()
    drop = page("bureau-drop-change", story)
    correction_proposed(story)
    assert "退回" in words(desk_of(story.leader).get(drop))
    assert desk_of(story.reviewer).get(drop).status_code == 409
    clerk = desk_of(story.bureau_clerk)
    assert "收回" in words(clerk.get(drop))
    assert clerk.post(drop, {"seen": story.fresh().version, "because": ""}).status_code == 422
    assert clerk.post(drop, {"seen": story.fresh().version, "because": "写错了"}).status_code == 302
    assert open_change(story.case) is None
    assert clerk.get(drop).status_code == 409


def test_a_revocation_is_offered_beside_an_open_correction_and_nothing_beside_an_open_revocation() -> None:
    story = certified()
    correction_proposed(story)
    reviewer, propose = desk_of(story.reviewer), page("bureau-propose-change", story)
    offered = words(reviewer.get(propose))
    assert ("kind=revocation" in offered, "kind=correction" in offered) == (True, False)
    revocation_proposed(story)
    assert reviewer.get(propose).status_code == 409


def test_the_pages_ask_as_often_for_a_long_history_as_for_a_short_one() -> None:
    story = certified()
    leader = desk_of(story.leader)

    def asked() -> list[int]:
        pages = [lambda: words(leader.get(page("bureau-case", story))), lambda: holders_page(story)]
        counts = []
        for show in pages:
            show()
            with CaptureQueriesContext(connection) as captured:
                show()
            counts.append(len(captured))
        return counts

    corrected(story)
    once = asked()
    for number in range(2):
        change = correction_proposed(story, right={"name": f"沈{'一二'[number]}"})
        leader.post(page("bureau-decide-change", story), {"seen": story.fresh().version, "read": read_digest(change)})
        issued(story, Certificate.objects.order_by("-pk")[0], b"%%PDF-1.7 %d" % number)
    assert asked() == once
    revoked(story)
    assert Certificate.objects.filter(state=Certificate.REVOKED).count() == 4
