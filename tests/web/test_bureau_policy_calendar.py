"""The working-day calendar at the desk: read, entered from its notice, approved by a second person."""

from typing import Any

import pytest

from tests.policy_pages import Visitors, page, visitors
from zhicheng.policy.deployment import calendar
from zhicheng.policy.models import CalendarEdition

pytestmark = pytest.mark.django_db

NEW_YEAR = {
    "year": "2027",
    "notice": "国务院办公厅关于2027年部分节假日安排的通知（测试）",
    "holidays[0].name": "元旦",
    "holidays[0].from": "2027-01-01",
    "holidays[0].to": "2027-01-03",
    "make_up_days": "2027-01-09\r\n",
    "whole": "yes",
    "act": "save",
}


@pytest.fixture
def people(settings: Any) -> Visitors:
    settings.ZHICHENG_CLOCK = "tests.page_clock.clock"
    return visitors()


def test_a_year_shows_its_days_and_the_notice_behind_them(people: Visitors) -> None:
    told = page(people.county.get("/bureau/policy/calendar/"))
    assert "工作日历 2024 年" in told
    assert "国办发明电〔2023〕7号" in told
    assert "251 天" in told
    assert "2024年2月18日（周日），调休上班" in told
    assert told.count("policy-month") >= 12
    assert "更正这一年" not in told


def test_an_unknown_year_says_why_no_period_can_be_opened(people: Visitors) -> None:
    told = page(people.county.get("/bureau/policy/calendar/?year=2027"))
    assert "没有 2027 年的放假安排" in told
    assert "都不能开始" in told
    assert page(people.county.get("/bureau/policy/calendar/?year=99999")).count("工作日历 2024 年")


def test_a_year_is_entered_by_one_and_approved_by_another(people: Visitors) -> None:
    answer = people.reviewer.post("/bureau/policy/calendar/new/", NEW_YEAR, follow=True)
    told = page(answer)
    assert "等另一位负责人审定" in told
    assert "您录入的，须由另一位负责人审定" in told
    where = answer.redirect_chain[-1][0]
    assert people.reviewer.post(where, {"act": "approve"}).status_code in (409, 422)
    assert calendar().known_until.year == 2026
    assert people.county.get(where).status_code == 404
    assert "去核对" in page(people.leader.get("/bureau/policy/calendar/"))
    told = page(people.leader.get(where))
    assert "这一年以前没有" in told
    told = page(people.leader.post(where, {"act": "approve"}, follow=True))
    assert "2027 年的日历已审定" in told
    assert calendar().known_until.year == 2027
    assert "郑颖" in page(people.county.get("/bureau/policy/calendar/?year=2027"))


def test_a_corrected_year_tells_the_days_that_change(people: Visitors) -> None:
    form = people.reviewer.get("/bureau/policy/calendar/new/?year=2026")
    assert 'value="2026-01-01"' in page(form)
    year = {"year": "2026", "notice": "更正通知", "make_up_days": "", "whole": "yes"}
    year |= {"holidays[0].name": "元旦", "holidays[0].from": "2026-01-01", "holidays[0].to": "2026-01-01"}
    told = page(people.reviewer.post("/bureau/policy/calendar/new/", year, follow=True))
    assert "休息（元旦）" in told
    assert "<ins>上班</ins>" in told


def test_wrong_days_are_told_at_their_place_and_kept(people: Visitors) -> None:
    wrong = NEW_YEAR | {"holidays[0].to": "2027-02-30", "make_up_days": "2027-01-11"}
    answer = people.reviewer.post("/bureau/policy/calendar/new/", wrong)
    told = page(answer)
    assert answer.status_code == 422
    assert "没有这一天：“2027-02-30”" in told
    assert 'value="2027-02-30"' in told
    answer = people.reviewer.post("/bureau/policy/calendar/new/", NEW_YEAR | {"make_up_days": "2027-01-11"})
    assert "本来就是工作日" in page(answer)
    assert "2027-01-11" in page(answer)
    assert "没有填写" in page(people.reviewer.post("/bureau/policy/calendar/new/", NEW_YEAR | {"notice": ""}))
    assert not CalendarEdition.objects.exists()


def test_another_holiday_is_added_without_losing_what_was_typed(people: Visitors) -> None:
    told = page(people.reviewer.post("/bureau/policy/calendar/new/", NEW_YEAR | {"act": "add:holidays"}))
    assert 'name="holidays[1].name"' in told
    assert 'value="2027-01-03"' in told
    assert not CalendarEdition.objects.exists()


def test_one_proposal_a_year_and_it_can_be_given_up(people: Visitors) -> None:
    people.reviewer.post("/bureau/policy/calendar/new/", NEW_YEAR)
    again = people.leader.post("/bureau/policy/calendar/new/", NEW_YEAR)
    assert again.status_code == 409
    assert "已有一份在等待审定" in page(again)
    handle = CalendarEdition.objects.get().handle
    told = page(people.leader.post(f"/bureau/policy/calendar/{handle}/", {"act": "drop"}, follow=True))
    assert "录入已作废" in told
    assert calendar().known_until.year == 2026


def test_the_forms_are_for_the_city_alone(people: Visitors) -> None:
    for reader in (people.clerk, people.county):
        assert reader.get("/bureau/policy/calendar/new/").status_code == 404
        assert reader.post("/bureau/policy/calendar/new/", NEW_YEAR).status_code == 404
