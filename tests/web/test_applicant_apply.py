"""The application's pages: topics, the live verdict, the check before sending, the receipt."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import a_bureau, a_person, a_unit
from tests.stories import Story, a_draft, submitted
from tests.web.applicant_pages import FETCH, At, browser_at, text_of
from zhicheng.cases.models import Case
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.people.models import ArchiveEntry

__all__ = ["browser_at"]
pytestmark = pytest.mark.django_db


def save(client: Client, name: str, value: str, show: str = "", version: int | str = "") -> Any:
    sent = {"field": name, "value": value, "version": version}
    return client.post(f"/my/apply/save?show={show}", sent, headers=FETCH)


def hidden(page: str) -> dict[str, str]:
    form = page[page.index('action="/my/apply/submit"') :]
    return dict(re.findall(r'<input type="hidden" name="(case|version|key)" value="([^"]+)"', form))


def test_looking_at_the_pages_begins_nothing(browser_at: At) -> None:
    client = browser_at(person=a_person())
    for address in ("/my/", "/my/apply/", "/my/eligibility/"):
        assert client.get(address).status_code == 200
    assert client.get("/my/apply/target")["Location"] == "/my/apply/"
    assert not Case.objects.exists()


def test_one_draft_is_begun_however_often_it_is_asked_for(browser_at: At) -> None:
    client = browser_at(person=a_person())
    client.post("/my/apply/start")
    client.post("/my/apply/start")
    assert Case.objects.count() == 1


def test_a_draft_says_everywhere_that_it_is_not_submitted(browser_at: At) -> None:
    story = a_draft()
    client = browser_at(person=story.person)
    for address in ("/my/", "/my/apply/", "/my/apply/check", f"/my/cases/{story.case.handle}/"):
        assert "草稿（未提交）" in text_of(client.get(address)), address


def test_series_and_level_lead_to_their_titles(browser_at: At) -> None:
    client = browser_at(person=a_person())
    client.post("/my/apply/start")
    save(client, "series", "agriculture")
    said = json.loads(save(client, "level", "assistant", "titles").content)
    assert "助理畜牧师" in said["derived_html"]
    assert Case.objects.get().title == ""
    save(client, "title", "助理畜牧师")
    assert Case.objects.get().title == "助理畜牧师"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("series", "alchemy"),
        ("level", "senior"),
        ("title", "院士"),
        ("status", "asleep"),
        ("relation.nobody", "same"),
        ("employer_id", "1"),
        ("relations", "x"),
    ],
)
def test_what_is_no_choice_of_the_form_is_not_saved(browser_at: At, name: str, value: str) -> None:
    story = a_draft()
    client = browser_at(person=story.person)
    before = Case.objects.values().get()
    assert save(client, name, value).status_code == 422
    assert Case.objects.values().get() == before


def test_every_change_answers_with_the_live_verdict(browser_at: At) -> None:
    story = a_draft()
    client = browser_at(person=story.person)
    assert "可以申报" in json.loads(save(client, "level", "assistant", "verdict").content)["derived_html"]
    said = json.loads(save(client, "level", "intermediate", "verdict").content)["derived_html"]
    assert "暂不能申报" in said
    assert story.fresh().level == "intermediate"


def test_a_stale_page_of_the_draft_is_told(browser_at: At) -> None:
    story = a_draft()
    client = browser_at(person=story.person)
    version = story.case.version
    save(client, "speciality", "建筑工程", version=version)
    answer = save(client, "speciality", "给排水", version=version)
    assert answer.status_code == 409
    assert json.loads(answer.content)["values"] == {"speciality": ["建筑工程"]}
    assert story.fresh().speciality == "建筑工程"


def test_an_employer_is_found_by_name_and_code_and_leads_to_its_bureau(browser_at: At) -> None:
    a_bureau()
    a_bureau("330521", "莫溪县人社局")
    unit = a_unit("莫溪桥梁设计院", affiliation="330521", kind="public_institution", uscc="12330521MB00000001")
    a_unit("别处公司")
    client = browser_at(person=a_person())
    client.post("/my/apply/start")
    save(client, "series", "engineering")
    save(client, "level", "intermediate")
    for query in ("桥梁", "12330521"):
        found = text_of(client.get("/my/apply/employer", {"q": query}, headers={"HX-Request": "true"}))
        assert unit.name in found
        assert "别处公司" not in found
    assert "没有找到" in text_of(client.get("/my/apply/employer", {"q": "不存在的单位"}))
    client.post("/my/apply/employer", {"employer": unit.handle})
    page = text_of(client.get("/my/apply/employer"))
    assert "莫溪县人社局" in page
    assert "苕州市人力资源和社会保障局" in page
    assert "0500-2000001" in page
    assert "编外聘用" in page


def test_the_check_page_lists_what_is_missing_with_a_link_to_each_field(browser_at: At) -> None:
    story = a_draft()
    work = ArchiveEntry.objects.get(person=story.person, section="work")
    work.values = work.values | {"from": "昨天"}
    work.save()
    page = text_of(browser_at(person=story.person).get("/my/apply/check"))
    assert "还有 1 处" in page
    assert f"/my/archive/work/?check=1&amp;open={work.handle}#f-{work.handle}-from" in page


def test_an_archive_without_summary_cannot_be_submitted(browser_at: At) -> None:
    story = a_draft()
    ArchiveEntry.objects.filter(person=story.person, section="summary").delete()
    page = text_of(browser_at(person=story.person).get("/my/apply/check"))
    assert "还没有写小结" in page
    assert "/my/archive/summary/?check=1" in page


def test_submitting_what_is_incomplete_says_why_and_keeps_the_draft(browser_at: At) -> None:
    story = a_draft()
    client = browser_at(person=story.person)
    save(client, "status", "")
    form = hidden(text_of(client.get("/my/apply/check")))
    answer = client.post("/my/apply/submit", form | {"truth": TRUTH_VERSION})
    assert answer.status_code == 422
    assert "没有提交" in text_of(answer)
    assert story.fresh().state == "draft"


def test_a_submission_is_received_to_the_second_and_a_repeat_changes_nothing(browser_at: At) -> None:
    story = a_draft()
    client = browser_at("2024-12-20 23:59:59", story.person)
    page = text_of(client.get("/my/apply/check"))
    assert "本人承诺" in page
    assert "就在今天" in page
    form = hidden(page) | {"truth": TRUTH_VERSION}
    first = client.post("/my/apply/submit", form)
    assert first["Location"] == f"/my/cases/{story.case.handle}/receipt"
    late = browser_at("2024-12-21 00:00:01", story.person).post("/my/apply/submit", form)
    assert late["Location"] == first["Location"]
    receipt = text_of(client.get(first["Location"]))
    case = story.fresh()
    assert case.number in receipt
    assert "23:59:59" in receipt
    assert case.snapshot is not None
    assert case.snapshot.sha256 in receipt
    assert "正在生成" in receipt


def test_one_second_after_the_batch_the_draft_stays_and_says_whom_to_ask(browser_at: At) -> None:
    story = a_draft()
    client = browser_at("2024-12-21 00:00", story.person)
    page = text_of(client.get("/my/apply/check"))
    assert "没有公布这一级别当前的申报时间" in page
    assert "0500-2000001" in page
    answer = client.post("/my/apply/submit", hidden(page) | {"truth": TRUTH_VERSION})
    assert answer.status_code == 422
    assert story.fresh().state == "draft"


def test_a_county_without_dates_says_so_and_keeps_the_draft(browser_at: At) -> None:
    story = a_draft(affiliation="330503")
    page = text_of(browser_at(person=story.person).get("/my/apply/"))
    assert "没有公布" in page
    assert "tel:0500-2000001" in page


def test_the_last_safe_day_leaves_room_for_the_publicity(browser_at: At) -> None:
    page = text_of(browser_at(person=a_draft().person).get("/my/apply/"))
    assert "2024年12月20日（周五）24:00 截止" in page
    assert "2024年12月12日（周四）" in page


def test_a_submitted_case_is_not_edited_and_its_pages_lead_to_it(browser_at: At) -> None:
    story = submitted()
    client = browser_at(person=story.person)
    assert client.get("/my/apply/")["Location"] == f"/my/cases/{story.case.handle}/"
    assert save(client, "speciality", "别的").status_code == 409
    assert story.fresh().speciality == "环境工程"
    assert "不影响已提交的内容" in text_of(client.get("/my/eligibility/"))


def test_nobody_submits_the_draft_of_another(browser_at: At) -> None:
    story: Story = a_draft()
    client = browser_at(person=a_person("陈昇"))
    sent = {"case": story.case.handle, "key": "x", "truth": TRUTH_VERSION}
    assert client.post("/my/apply/submit", sent).status_code == 404
    assert story.fresh().state == "draft"
