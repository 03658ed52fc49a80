"""The person's own case: its steps, returns, refusal, hold, papers and withdrawal; of others' nothing."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import a_person, a_unit, appoint, sign_in
from tests.stories import Story, at_bureau, cleared, decided, in_public_notice, in_unit_publicity, submitted
from tests.web.applicant_pages import At, browser_at, save_field, text_of
from zhicheng.cases.actions.check_item import check_claim, check_item
from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.actions.refuse import refuse
from zhicheng.cases.actions.return_for_correction import return_for_correction
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import Case, PublicityEntry
from zhicheng.documents.actions.raise_certificate import raise_certificate
from zhicheng.domain.given import given
from zhicheng.domain.permissions import ANYBODY, Role
from zhicheng.domain.states import Desk
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.people.models import ArchiveEntry
from zhicheng.policy.deployment import deployed_pack

__all__ = ["browser_at"]
pytestmark = pytest.mark.django_db


def returned_by_unit() -> Story:
    story = submitted()
    reason = deployed_pack().return_reasons[0].code
    for key in keys_of(story.case, Desk.EMPLOYER):
        outcome = (
            {"outcome": "defect", "reason": reason, "note": "开始日期与合同不同"} if key.startswith("work:") else {}
        )
        check_claim(story.case.pk, key, **({"outcome": "ok"} | outcome), actor=story.clerk, now=story.now)
    return_for_correction(story.case.pk, actor=story.clerk, now=story.now, note="请核对合同。")
    story.fresh()
    return story


def page_of(browser_at: At, story: Story, day: str = "2024-11-14") -> str:
    return text_of(browser_at(day, story.person).get(f"/my/cases/{story.case.handle}/"))


def test_while_the_case_lies_elsewhere_the_home_says_with_whom(browser_at: At) -> None:
    story = submitted()
    page = text_of(browser_at("2024-11-05", story.person).get("/my/"))
    assert f"正由{story.unit.name}办理" in page
    assert "待单位核实" in page
    assert "您提交了申报" in page


def test_a_return_shows_all_defects_with_their_links_the_due_day_and_whom_to_ask(browser_at: At) -> None:
    story = returned_by_unit()
    work = ArchiveEntry.objects.get(person=story.person, section="work")
    page = page_of(browser_at, story, "2024-11-05")
    assert "开始日期与合同不同" in page
    assert f"open={work.handle}#e-{work.handle}" in page
    assert "请核对合同。" in page
    assert "2024年11月18日（周一）24:00 截止" in page
    assert "还有 13 天" in page
    assert story.unit.name in page
    assert "退回意见：补正 1 处" in text_of(browser_at("2024-11-05", story.person).get("/my/apply/"))
    assert "补正 1 处，再次提交" in text_of(browser_at("2024-11-05", story.person).get("/my/"))


def test_a_correction_shows_what_changed_and_goes_back_with_its_number(browser_at: At) -> None:
    story = returned_by_unit()
    client = browser_at("2024-11-05", story.person)
    before = text_of(client.get("/my/apply/check"))
    assert "没有改动" in before
    work = ArchiveEntry.objects.get(person=story.person, section="work")
    save_field(client, work.handle, "from", "2021-07-15")
    page = text_of(client.get("/my/apply/check"))
    assert "<del>2021-07-01</del> 改为 <ins>2021-07-15</ins>" in page
    form = dict(re.findall(r'name="(case|version)" value="([^"]+)"', page))
    unticked = client.post("/my/apply/submit", form)
    assert unticked.status_code == 422
    done = client.post("/my/apply/submit", form | {"truth": TRUTH_VERSION})
    assert done["Location"] == f"/my/cases/{story.case.handle}/"
    number = story.case.number
    assert story.fresh().state == "with_employer"
    assert story.case.number == number


def test_after_the_due_instant_a_correction_is_refused_and_said(browser_at: At) -> None:
    story = returned_by_unit()
    client = browser_at("2024-11-19 00:00", story.person)
    sent = {"case": story.case.handle, "truth": TRUTH_VERSION}
    answer = client.post("/my/apply/submit", sent)
    assert answer.status_code == 422
    assert "补正期限已过" in text_of(answer)


def test_a_publicity_says_until_when(browser_at: At) -> None:
    story = in_unit_publicity()
    assert "公示到2024年11月11日（周一）24:00" in page_of(browser_at, story, "2024-11-05")


def test_an_objection_is_shown_without_who_raised_it(browser_at: At) -> None:
    story = in_public_notice()
    entry = PublicityEntry.objects.get(case=story.case, publicity__kind="bureau")
    said = {"ground": "该同志的工作经历与事实不符，请核实。", "name": "举报某某", "contact": "13711112222"}
    raise_objection(entry.pk, actor=ANYBODY, now=story.now, **said)
    page = page_of(browser_at, story, "2024-11-15")
    assert "收到异议，正在核实" in page
    for secret in said.values():
        assert secret not in page


def test_a_refusal_gives_reason_clause_and_the_ways_of_review(browser_at: At) -> None:
    story = at_bureau()
    reason = deployed_pack().refusal_reasons[0]
    refuse(story.case.pk, actor=story.reviewer, now=story.now, reason=reason.code, note="毕业未满一年。")
    page = page_of(browser_at, story)
    for said in (reason.wording, "毕业未满一年。", "第二条", "60 日内", "六个月内", "0500-2000001"):
        assert said in page
    assert "未通过" in text_of(browser_at("2024-11-15", story.person).get("/my/"))


def test_the_desks_inner_steps_are_not_told(browser_at: At) -> None:
    story = at_bureau()
    check_item(story.case.pk, keys_of(story.case, Desk.BUREAU)[0], "ok", actor=story.bureau_clerk, now=story.now)
    page = page_of(browser_at, story)
    assert "单位推荐上报" in page
    assert story.bureau_clerk.name not in page
    assert "check_item" not in page


def test_the_paper_form_is_asked_for_with_its_day_and_place(browser_at: At) -> None:
    story = cleared()
    client = browser_at("2024-11-25", story.person)
    assert "打印并交纸质表" in text_of(client.get("/my/"))
    carry_out_all_due(story.now)
    page = page_of(browser_at, story, "2024-11-25")
    assert "一式 2 份" in page
    assert "A4 纸双面打印" in page
    assert "/paper/" in page


def test_a_certificate_can_be_downloaded_and_verified(browser_at: At) -> None:
    story = decided()
    carry_out_all_due(story.now)
    assert story.fresh().state == "certified"
    page = page_of(browser_at, story, "2024-11-26")
    handle = re.search(r'href="/paper/(\w+)\?save=1">[^<]*<svg[^>]*>.*?</svg>\s*下载证书', page, re.S)
    assert handle
    client = browser_at("2024-11-26", story.person)
    assert client.get(f"/paper/{handle[1]}")["Content-Type"] == "application/pdf"
    assert "在线核验" in page
    assert "已发证" in page
    assert "时间戳" not in page

    certificate = story.case.certificates.get()
    made_from = given(certificate.paper)
    raise_certificate(certificate.pk, b"with stamps", made_from=made_from, renew_on=story.now, now=story.now)
    assert "已加盖可信时间戳，多年以后仍可核验" in page_of(browser_at, story, "2024-11-26")
    assert client.get(f"/paper/{handle[1]}").content == b"with stamps"


def test_withdrawing_says_first_what_will_happen_and_to_whom(browser_at: At) -> None:
    story = in_unit_publicity()
    client = browser_at("2024-11-05", story.person)
    address = f"/my/cases/{story.case.handle}/withdraw"
    page = text_of(client.get(address))
    assert story.unit.name in page
    assert "公示名单上撤下" in page
    assert story.fresh().state == "employer_publicity"
    client.post(address, {"version": story.case.version})
    assert story.fresh().state == "withdrawn"
    assert "已撤回" in text_of(client.get("/my/"))


def test_a_stale_withdrawal_does_nothing(browser_at: At) -> None:
    story = submitted()
    client = browser_at("2024-11-05", story.person)
    answer = client.post(f"/my/cases/{story.case.handle}/withdraw", {"version": story.case.version - 1})
    assert answer.status_code == 409
    assert story.fresh().state == "with_employer"


def test_an_approved_case_cannot_be_withdrawn(browser_at: At) -> None:
    story = in_public_notice()
    client = browser_at("2024-11-15", story.person)
    assert "撤回申报" not in page_of(browser_at, story, "2024-11-15")
    assert client.get(f"/my/cases/{story.case.handle}/withdraw").status_code == 409


def test_the_frozen_content_stays_when_the_archive_changes(browser_at: At) -> None:
    story = submitted()
    client = browser_at("2024-11-05", story.person)
    work = ArchiveEntry.objects.get(person=story.person, section="work")
    save_field(client, work.handle, "post", "改过的岗位")
    page = text_of(client.get(f"/my/cases/{story.case.handle}/content"))
    assert "改过的岗位" not in page
    assert story.person.id_number() not in page


@pytest.mark.parametrize("address", ["", "receipt", "content", "withdraw"])
def test_a_case_of_another_does_not_exist(browser_at: At, address: str) -> None:
    story = submitted()
    stranger = browser_at("2024-11-05", a_person("陈昇"))
    assert stranger.get(f"/my/cases/{story.case.handle}/{address}").status_code == 404
    if address == "withdraw":
        assert stranger.post(f"/my/cases/{story.case.handle}/{address}").status_code == 404
        assert story.fresh().state == "with_employer"


def test_the_applicants_pages_do_not_exist_for_staff(client: Client) -> None:
    story = submitted()
    appointment = appoint(a_person("顾堃"), Role.EMPLOYER_HEAD, story.unit)
    sign_in(client, appointment.person, appointment)
    for address in (
        "/my/",
        "/my/archive/",
        f"/my/cases/{story.case.handle}/",
        f"/my/cases/{story.case.handle}/content",
    ):
        assert client.get(address).status_code == 404


def test_an_address_without_a_session_leads_to_the_sign_in(client: Client) -> None:
    story = submitted()
    for address in ("/my/", "/my/archive/", "/my/apply/", f"/my/cases/{story.case.handle}/"):
        assert client.get(address)["Location"].startswith("/account/login?next=")


def test_the_home_costs_the_same_for_one_finished_case_and_for_twenty(browser_at: At) -> None:
    person, unit = a_person(), a_unit()
    client = browser_at("2024-11-25", person)
    now = datetime(2024, 11, 1, tzinfo=UTC)

    def a_withdrawn_case() -> None:
        Case.objects.create(
            person=person,
            employer=unit,
            state="withdrawn",
            title="工程师",
            created_at=now,
            changed_at=now,
            ended_at=now,
        )

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert "工程师" in text_of(client.get("/my/"))
        return len(queries)

    a_withdrawn_case()
    cost()
    one = cost()
    for _ in range(19):
        a_withdrawn_case()
    assert cost() == one
