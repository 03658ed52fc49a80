"""资格自查 answers what the command line answers, in plain words, and keeps nothing of what was said."""

import logging
import re
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.forms import Select
from django.http import QueryDict
from hypothesis import given
from hypothesis import settings as drawing
from hypothesis import strategies as some

from tests.clock import at
from tests.web.public_visitor import Visitor, words
from zhicheng.domain.eligibility import check, read_facts
from zhicheng.domain.legal_time import legal_day
from zhicheng.front.flood import flooded
from zhicheng.policy.deployment import deployed_pack
from zhicheng.policy.packs import load_pack, pack_ids
from zhicheng.web.public.forms.self_check.main import SelfCheckForm
from zhicheng.web.public.forms.self_check.sheet import ROWS, Sheet
from zhicheng.web.public.pages.self_check.facts import Telling
from zhicheng.web.public.pages.self_check.said import subject_of

pytestmark = pytest.mark.django_db

NOW = at("2024-12-02 21:30")
USUAL = {"id_kind": "resident_id", "status": "in_post", "self_evaluating": "no", "held": "no", "country": "CN"}
USUAL |= {"proof": "usual", "conclusion": "graduated", "insurance": "pulled", "graduated_month": "6"}
GRADUATE = USUAL | {"schooling": "bachelor", "graduated": "2023", "begun": "next_month", "relation": "both"}
GRADUATE |= {"kind": "enterprise", "affiliation": "330500", "subject": "engineering", "grade": "passed"}


@pytest.fixture(autouse=True)
def _front_stamps_arrivals(settings: Any) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"


def asked(now: datetime = NOW, **changes: str) -> Any:
    return Visitor(now).post("/check", **(GRADUATE | changes))


def read(response: Any) -> str:
    """What stands on the page above the questions, without marks."""
    page = words(response).partition('id="questions"')[0]
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page.partition("<main")[2]))


def test_a_graduate_reads_the_verdict_the_last_safe_day_the_office_and_the_papers() -> None:
    response = asked()
    told = read(response)
    assert response.status_code == 200
    assert "可以申报助理级" in told
    assert "助理工程师" in told
    assert "2024年12月20日（周五）24:00截止，还有18天" in told
    assert "最晚2024年12月12日（周四）提交" in told
    assert f'href="tel:{deployed_pack().regions["330500"].phone}"' in words(response)
    assert "年度考核登记表您已有，申报时上传" in told
    assert "由平台提取：学历、学位证明、参保记录" in told
    assert "14项条件都符合" in told
    assert "这是自查，不是审核决定" in told
    assert "以2024年12月2日（周一）这一天为准" in told


def test_who_has_not_worked_long_enough_reads_the_day_and_what_is_wanted_then() -> None:
    told = read(asked(graduated="2024", graduated_day="30"))
    assert "2025年7月31日起可以申报助理级" in told
    assert "请上传2024年度考核登记表" in told
    assert "最早2025年7月31日（周四）可以，还有241天" in told
    assert "要是按最早的一天算，2025年7月1日（周二）起就可以" in told
    assert "那时的申报批次还没有公布" in told
    assert "时间还不够" in told


def test_a_day_that_was_said_to_the_day_is_not_doubted() -> None:
    exact = {"begun": "more", "begun_on_year": "2023", "begun_on_month": "7", "begun_on_day": "10"}
    told = read(asked(graduated_day="30", **exact))
    assert "可以申报助理级" in told
    assert "最晚的一天算" not in told


def test_the_highest_level_within_reach_comes_first_and_the_others_below() -> None:
    told = read(asked(schooling="doctor", graduated="2024"))
    assert told.index("可以申报中级") < told.index("助理级需人工判断")
    told = read(asked(schooling="junior_college", graduated="2022"))
    assert told.index("2025年7月31日起可以申报助理级") < told.index("员级需人工判断")


def test_an_examination_and_an_unfit_grade_are_said_first_among_the_reasons() -> None:
    told = read(asked(subject="accounting"))
    assert "按您填的情况，不能初定" in told
    assert "会计的助理级实行全国统一考试" in told.partition("其余13项都符合")[0].partition("为什么")[2]
    told = read(asked(subject="more", subject_more="engineering:通信"))
    assert "通信的助理级实行全国统一考试" in told
    assert "基本合格" in read(asked(grade="failed")).partition("其余")[0]


def test_a_way_of_study_that_does_not_count_is_said_of_the_level_that_it_would_give(settings: Any) -> None:
    settings.ZHICHENG_POLICY = "guangdong-2020"
    said = GRADUATE | {"graduated": "2018", "mode": "online", "affiliation": "440000"}
    told = read(Visitor(at("2020-09-01")).post("/check", **said))
    assert "按您填的情况，不能初定" in told
    assert "助理工程师" in told
    assert "网络教育" in told.partition("为什么")[2].partition("其余")[0]
    assert "想问清楚，找谁" in told
    assert "要准备的材料" not in told


def test_where_a_committee_votes_it_is_said(settings: Any) -> None:
    settings.ZHICHENG_POLICY = "guangdong-2020"
    said = GRADUATE | {"graduated": "2018", "mode": "full_time", "affiliation": "440000"}
    told = read(Visitor(at("2020-09-01")).post("/check", **said))
    assert "由评审委员会表决" in told
    assert "还没有对照原文核实" in told


def test_a_public_institution_is_asked_for_its_posts() -> None:
    told = read(asked(kind="public_institution", affiliation="330502"))
    assert "备齐下面4样，就可以申报助理级" in told
    assert "岗位空缺数" in told
    posts = {"staffing": "established", "vacancy": "yes", "competition": "yes", "post_table": "yes"}
    assert "可以申报助理级" in read(asked(kind="public_institution", affiliation="330502", **posts))
    assert "没有通过竞聘" in read(asked(kind="public_institution", **(posts | {"competition": "no"})))


def test_other_identities_other_countries_and_titles_held_are_judged() -> None:
    assert "持港澳居民来往内地通行证，在本市就业" in read(asked(id_kind="hk_macao_permit"))
    assert "只凭护照不能申报" in read(asked(id_kind="passport"))
    assert "认证书" in read(asked(country="GB"))
    assert "可以申报助理级" in read(asked(country="GB", proof="cscse"))
    held = {"held": "yes", "titles-count": "1", "titles-0-level": "assistant", "titles-0-via": "determination"}
    assert "已有助理级职称" in read(asked(**held))


def test_an_earlier_job_fills_the_years_that_the_present_one_lacks() -> None:
    present = {"begun": "more", "begun_on_year": "2024", "begun_on_month": "9", "begun_on_day": "1"}
    assert "起可以申报助理级" in read(asked(**present))
    earlier = {"work-count": "1", "work-0-from_year": "2023", "work-0-from_month": "7", "work-0-to_year": "2024"}
    earlier |= {"work-0-to_month": "8", "work-0-to_day": "31", "work-0-field": "same", "work-0-kind": "technical"}
    assert "可以申报助理级" in read(asked(**present, **earlier)).partition("工程技术")[0]


def test_what_is_not_known_leaves_the_answer_open_and_is_linked_to_its_question() -> None:
    response = asked(affiliation="unknown", grade="unknown")
    assert "备齐下面" in read(response)
    assert 'href="#check-affiliation"' in words(response)
    assert "还不知道单位归哪里管。可以先问" in read(response)
    assert "您没有选系列" in read(asked(subject="unknown"))
    nothing = Visitor(NOW).post("/check")
    assert nothing.status_code == 200
    assert "还差几项，补上才能告诉您" in read(nothing)


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"graduated_day": "31"}, "check-graduated", "2023年6月没有31日"),
        ({"graduated": "2024", "graduated_month": "12", "graduated_day": "3"}, "check-graduated", "还没有到"),
        ({"graduated": "2024", "graduated_month": "12"}, "check-begun", "下一个月还没有到"),
        ({"begun": "more"}, "check-begun_on", "请选择是哪一年"),
        ({"begun": "more", "begun_on_year": "2025"}, "check-begun_on", "2025年还没有到"),
        ({"begun": "more", "begun_on_year": "2024", "begun_on_month": "12", "begun_on_day": "3"}, "begun_on", "没有到"),
        ({"begun": "more", "begun_on_year": "2024", "begun_on_day": "3"}, "check-begun_on", "只选了日"),
        ({"schooling": "more"}, "check-schooling_more", "请选择其他学历"),
        ({"punished_until": "2024-06-31"}, "check-punished_until", "没有这一天"),
        ({"as_of": "1024-06-30"}, "check-as_of", "前后二十年"),
        ({"work-count": "1", "work-0-from_year": "2022", "work-0-to_year": "2021"}, "work-0-to", "结束早于开始"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(
    changes: dict[str, str], field: str, told: str
) -> None:
    response = asked(**changes)
    assert response.status_code == 422
    assert told in words(response)
    assert re.search(rf'href="#[^"]*{field}', words(response))
    assert _chosen(words(response), "subject") == "engineering"
    for name, value in changes.items():
        assert value in (_chosen(words(response), name), "2025")


def _chosen(page: str, name: str) -> str:
    """What stands chosen or typed in a control."""
    if typed := re.search(rf'<input type="(?:date|hidden)" name="{name}" value="([^"]*)"', page):
        return typed[1]
    if radio := re.search(rf'<input type="radio" name="{name}" value="([^"]*)"[^>]*checked', page):
        return radio[1]
    select = re.search(rf'<select[^>]* name="{name}".*?</select>', page, re.DOTALL)
    option = re.search(r'value="([^"]*)" selected', select[0]) if select else None
    return option[1] if option else ""


def test_another_row_keeps_everything_and_judges_nothing_yet() -> None:
    wrong = {"graduated_day": "31", "work-count": "1", "work-0-from_year": "2021", "work-0-field": "same"}
    response = asked(add="work", **wrong)
    page = words(response)
    assert response.status_code == 200
    assert "没有31日" not in page
    assert _chosen(page, "work-count") == "2"
    assert _chosen(page, "work-0-from_year") == "2021"
    assert _chosen(page, "work-1-kind") == "technical"
    assert _chosen(page, "graduated_day") == "31"
    assert _chosen(page, "relation") == "both"


def test_no_more_rows_are_made_than_make_sense() -> None:
    for count in ("5", "6", "99999999999999999999", "-1", "x"):
        page = words(asked(add="work", **{"work-count": count}))
        assert int(_chosen(page, "work-count")) <= 5


def test_nothing_is_stored_set_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before = {model: model.objects.count() for model in apps.get_models() if model._meta.managed}
    for response in (asked(), asked(graduated_day="31"), asked(add="work"), Visitor(NOW).get("/check")):
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies
    assert {model: model.objects.count() for model in before} == before
    assert "bachelor" not in caplog.text
    assert "2023" not in caplog.text


def test_the_page_is_linked_from_home_and_from_everywhere() -> None:
    page = words(Visitor(NOW).get("/"))
    assert page.count('href="/check"') == 2
    assert '<a class="door is-first" href="/check">' in page


def test_a_flood_of_questions_meets_a_dam() -> None:
    visitor = Visitor(NOW)
    at_once = SimpleNamespace(arrived=NOW, META={"REMOTE_ADDR": "127.0.0.1"})
    assert not any(flooded(at_once, "self_check", 60, 60) for _ in range(59))
    assert [visitor.post("/check", **GRADUATE).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_pack_is_asked_through_the_same_page(pack_id: str, settings: Any) -> None:
    settings.ZHICHENG_POLICY = pack_id
    pack = load_pack(pack_id)
    year = int(pack_id[-4:])
    now = at(f"{year}-10-15")
    said = GRADUATE | {"graduated": str(year - 2), "affiliation": pack.city, "mode": "full_time"}
    told = read(Visitor(now).post("/check", **said))
    assert pack.title in told
    assert "起可以申报" in told or "可以申报" in told or "不能初定" in told


PACK, TODAY = load_pack("tiaozhou-2024"), legal_day(NOW)
SHEET = Sheet(None, pack=PACK, today=TODAY)
OFFERED: dict[str, list[str]] = {
    bound.html_name: [str(value) for value, _ in getattr(bound.field, "choices", [])]
    for form in [SHEET.main, *(form for rows in SHEET.rows.values() for form in rows.forms)]
    for bound in form
    if hasattr(bound.field, "choices")
}
DATES = ("begun_on", "work-0-from", "work-0-to", "diplomas-0-date")
PARTS = {"year": ["", "2019", "2022", "2024"], "month": ["", "2", "7", "12"], "day": ["", "1", "29", "31"]}
DAYS = {f"{name}_{part}": values for name in DATES for part, values in PARTS.items()}
COUNTS = {f"{name}-count": ["1"] for name in ROWS}
ANYTHING = some.fixed_dictionaries(
    {}, optional={name: some.sampled_from(values) for name, values in (OFFERED | DAYS | COUNTS).items()}
)


@drawing(max_examples=25, derandomize=True, deadline=None, database=None)
@given(said=ANYTHING)
def test_whatever_is_chosen_the_page_says_what_the_check_says(said: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    data.update(said)
    sheet = Sheet(data, pack=PACK, today=TODAY)
    response = Visitor(NOW).post("/check", **said)
    assert response.status_code == (200 if sheet.is_valid() else 422)
    if not sheet.is_valid():
        return
    subject, telling = subject_of(sheet, PACK), Telling(sheet, PACK, late=True)
    verdicts = {
        check(
            read_facts(telling.facts(level, subject.series, subject.speciality), today=TODAY, pack=PACK), PACK
        ).verdict
        for level in PACK.routes
        if PACK.titles_of(subject.series, level)
    }
    open_yet = "还差几项，补上才能告诉您" in read(response)
    assert ("self-answer tone-good" in words(response)) is ("met" in verdicts and not open_yet)


def test_every_select_begins_with_what_is_usual_or_with_nothing_said() -> None:
    form = SelfCheckForm(None, pack=PACK, today=TODAY)
    for bound in form:
        codes = [code for code, _ in getattr(bound.field, "choices", [])]
        if isinstance(bound.field.widget, Select):
            assert (bound.field.initial or "") in codes, bound.name


def test_the_form_names_every_field_once() -> None:
    form = SelfCheckForm(None, pack=PACK, today=TODAY)
    assert len({form[name].auto_id for name in form.fields}) == len(form.fields)
