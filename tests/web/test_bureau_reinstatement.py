"""The pages by which a revocation is set aside: what each reads, what is refused, what holder and unit are told."""

import pytest
from django.urls import reverse

from tests import bureau_desk
from tests.bureau_desk import desk_of, holders_page, page, units_page, words
from tests.log_acts import an_issued_certificate, issued, reinstatement_proposed, revoked
from tests.stories import Story
from zhicheng.documents.changes import open_change, read_digest
from zhicheng.documents.models import Certificate, CertificateChange
from zhicheng.domain.given import given
from zhicheng.domain.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_clock")]
PROPOSE, DECIDE, DROP = "bureau-propose-change", "bureau-decide-change", "bureau-drop-change"


def revoked_title() -> Story:
    story, _ = an_issued_certificate()
    revoked(story)
    story.pass_days(30)
    bureau_desk.now = story.now
    story.fresh()
    return story


def said(story: Story, **other: str) -> dict[str, str]:
    document = {"document": "苕州市人民法院行政判决书", "document_number": "（2024）浙05行初8号"}
    facts = {"code": "court", "reason": "判决认定学历证书属实", "evidence": "判决书原件", "document_day": "2024-12-20"}
    return {"seen": str(story.fresh().version), **document, **facts, **other}


def decided(story: Story) -> dict[str, str]:
    return {"seen": str(story.fresh().version), "read": read_digest(given(open_change(story.case)))}


def test_a_revocation_is_set_aside_by_two_people_on_two_pages_and_all_concerned_read_of_it() -> None:
    story = revoked_title()
    reviewer, leader = desk_of(story.reviewer), desk_of(story.leader)
    revocation = CertificateChange.objects.get()
    assert "恢复资格" in words(reviewer.get(page("bureau-case", story)))
    offered = words(reviewer.get(page(PROPOSE, story)))
    for told in (
        f"恢复{story.person.name}的资格",
        "恢复被撤销的资格",
        revocation.number,
        "学历证书系伪造",
        "2027年11月24日",
        "行政复议决定撤销了",
    ):
        assert told in offered
    assert "kind=revocation" not in offered
    assert reviewer.post(page(PROPOSE, story), said(story)).status_code == 302
    assert "您提出的恢复，需另一位负责人决定" in words(reviewer.get(page("bureau-case", story)))
    assert "资格已恢复" not in holders_page(story)
    assert story.person.name in words(leader.get(reverse("bureau-queue") + "?tab=change"))
    read = words(leader.get(page(DECIDE, story)))
    for told in ("苕州市人民法院行政判决书 （2024）浙05行初8号（2024年12月20日）", revocation.number, "判决书原件"):
        assert told in read
    assert leader.post(page(DECIDE, story), decided(story)).status_code == 302
    assert story.fresh().state == State.CERTIFIED
    home, hers = holders_page(story, "applicant-home"), holders_page(story)
    assert "新编号的证书正在制作" in home
    assert "下载" not in home  # nothing yet, nor is the revoked number shown as what was got
    assert CertificateChange.objects.get(kind="revocation").certificate.number not in home
    assert "原编号仍显示“已撤销”" in hers
    assert "新编号的证书正在制作，制成之后请换用" in units_page(story)
    new = issued(story, Certificate.objects.get(replaces__isnull=False), b"%PDF-1.7 new")
    home, hers, units = holders_page(story, "applicant-home"), holders_page(story), units_page(story)
    assert "您的助理工程师资格已恢复" in home
    assert "不得申报" not in home
    for told in (
        "资格已恢复",
        "下载新编号的证书",
        "资格曾被撤销，现已恢复",
        "现在可以申报",
        new.number,
        "依人民法院生效判决",
    ):
        assert told in hers
    assert "及以前不得申报职称" not in hers + units
    assert "判决书原件" not in hers + units
    for told in ("资格已于", "恢复，自", new.number, "这次撤销不再有效"):
        assert told in units
    assert page("bureau-case", story) not in words(leader.get(reverse("bureau-queue") + "?tab=change"))
    revoked(story)
    told = holders_page(story)
    assert "您的助理工程师资格已被撤销" in told
    assert "此后资格又被撤销，以上面最近的决定为准" in told
    assert "下载新编号的证书" not in told
    for early in ("现已恢复", "资格已恢复"):  # of what was once: another revocation stands above it
        assert early not in told
    assert told.count("及以前不得申报职称") == 1
    assert "资格已于" in units_page(story)


def test_what_was_typed_stays_when_the_document_is_not_named_in_full_and_a_clerk_proposes_nothing() -> None:
    story = revoked_title()
    reviewer = desk_of(story.reviewer)
    for other, told in (
        ({"document_number": ""}, "名称、文号和日期"),
        ({"document_day": "2024-11-01"}, "文书的日期最早是撤销当日"),
        ({"document_day": "去年"}, "文书日期请写成 2024-12-20 这样"),
        ({"effect_from": "2030-01-01"}, "恢复日期最早是撤销生效当日"),
        ({"code": "false_material"}, "选择"),
    ):
        answer = reviewer.post(page(PROPOSE, story), said(story, **other))
        assert (answer.status_code, told in words(answer)) == (422, True), other
        assert 'value="苕州市人民法院行政判决书"' in words(answer)
    clerk = desk_of(story.bureau_clerk)
    assert "恢复资格</a>" not in words(clerk.get(page("bureau-case", story)))
    assert clerk.get(page(PROPOSE, story)).status_code == 409
    assert clerk.post(page(PROPOSE, story), said(story)).status_code == 409
    assert desk_of(story.reviewer).get(page(DROP, story)).status_code == 409
    assert open_change(story.case) is None


def test_a_stale_page_and_a_second_click_decide_nothing_and_the_proposer_does_not_decide() -> None:
    story = revoked_title()
    reinstatement_proposed(story, actor=story.leader)
    leader = desk_of(story.leader)
    assert leader.get(page(DECIDE, story)).status_code == 409
    assert leader.post(page(DECIDE, story), decided(story)).status_code == 409
    assert "收回" in words(leader.get(page(DROP, story)))
    drop = {"seen": str(story.fresh().version), "because": "先核对文书"}
    assert leader.post(page(DROP, story), drop).status_code == 302
    reinstatement_proposed(story)
    right = decided(story)
    assert leader.post(page(DECIDE, story), right | {"seen": "1"}).status_code == 409
    refused = leader.post(page(DECIDE, story), right | {"read": "0" * 64})
    assert (refused.status_code, right["read"] in words(refused)) == (422, True)
    assert [leader.post(page(DECIDE, story), right).status_code for _ in range(2)] == [302, 409]
    assert Certificate.objects.count() == 2
    assert leader.get(page(PROPOSE, story)).status_code == 200  # a correction, once the new certificate is made
