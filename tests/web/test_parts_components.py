"""The components say what they should, and tie names, hints and errors together."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string

from zhicheng.domain.legal_time import closes_at
from zhicheng.domain.states import State
from zhicheng.domain.workdays import NamedDay, WorkCalendar
from zhicheng.web.parts import samples
from zhicheng.web.parts.periods import period_context

pytestmark = pytest.mark.django_db


def shown(source, **context):
    return Template("{% load parts %}" + source).render(Context(context))


def text_of(html):
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


@pytest.fixture(autouse=True)
def no_addresses(settings):
    settings.ROOT_URLCONF = "tests.web.no_addresses"


@pytest.fixture
def page(no_addresses):
    return render_to_string("design_language.html", {**samples.context(), "broken": samples.broken_form()})


@pytest.mark.parametrize("state", list(State))
def test_a_state_shows_a_word_and_an_icon_beside_its_colour(state):
    html = shown("{% status state %}", state=state)
    assert "icons.svg#" in html
    assert text_of(html)
    assert state.value not in text_of(html)


def test_a_step_says_its_state_to_those_who_see_no_colour():
    html = shown("{% steps steps %}", steps=samples.steps())
    assert html.count('aria-current="step"') == 1
    assert [html.count(word) for word in ("已完成", "进行中", "未开始")] == [1, 1, 3]


def test_components_take_objects_as_well_as_dicts():
    class Step:
        title, state, date, holder, note, url = "提交", "done", date(2024, 12, 2), "您", "", ""

    assert "2024年12月2日（周一）" in shown("{% steps steps %}", steps=[Step()])


def test_what_a_person_typed_is_escaped():
    html = shown("{% facts rows %}", rows=[{"label": "姓名", "value": "<script>alert(1)</script>"}])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_missing_value_is_told_as_the_act_that_is_wanted():
    html = shown("{% error_summary form %}", form=samples.broken_form())
    assert "请选择学历" in html
    assert "必填" not in html


def test_each_error_links_to_a_control_that_is_there():
    form = samples.broken_form()
    html = shown("{% error_summary form %}{% for one in form %}{% field one %}{% endfor %}", form=form)
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == 3
    assert all(f'id="{target}"' in html for target in targets)


def test_a_form_without_errors_has_no_summary():
    assert shown("{% error_summary form %}", form=samples.SampleForm()).strip() == ""


def test_a_field_is_described_by_its_hint_and_its_error():
    html = shown("{% field bound %}", bound=samples.broken_form()["scan"])
    assert 'aria-describedby="id_scan_helptext id_scan_error"' in html
    assert 'id="id_scan_helptext"' in html
    assert 'id="id_scan_error"' in html


def test_a_field_takes_attributes_for_its_control():
    html = shown("{% field bound data_max_bytes=10 autocomplete='off' %}", bound=samples.SampleForm()["scan"])
    assert 'data-max-bytes="10"' in html
    assert 'autocomplete="off"' in html


def test_a_field_keeps_the_class_that_its_form_gave():
    class Form(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"class": "short"}))

    assert 'class="form-control short"' in shown("{% field bound %}", bound=Form()["name"])


def test_a_period_names_the_holiday_that_it_leaves_out_and_its_notice():
    holiday = date(2024, 10, 1)
    calendar = WorkCalendar(
        date(2024, 1, 1), date(2024, 12, 31), {holiday: NamedDay("国庆节", "国办发明电〔2023〕7号")}, {}
    )
    from zhicheng.domain.periods import working_period

    html = shown(
        "{% counted_days period calendar %}", period=working_period(date(2024, 9, 27), 5, calendar), calendar=calendar
    )
    assert "共 5 个工作日" in html
    assert "2024年10月1日（周二） · 国庆节（国办发明电〔2023〕7号）" in html
    assert "2024年9月28日（周六） · 周末" in html


def test_the_counted_days_are_those_of_the_period():
    period = samples.period()
    assert [one["day"] for one in period_context(period)["counted"]] == list(period.counted_days)


@pytest.mark.parametrize(
    ("verdict", "word"),
    [
        ("met", "可以申报"),
        ("incomplete", "补齐后可以申报"),
        ("manual", "需人工判断能否申报"),
        ("not_met", "暂不能申报"),
    ],
)
def test_each_verdict_has_its_word_and_its_clauses(verdict, word):
    html = text_of(
        shown("{% verdict answer places %}", answer=samples.answer(verdict), places={"330500": "苕州市人社局"})
    )
    assert word + "助理级" in html
    assert "第二条第3项" in html
    assert "苕州市人社局" in html


def test_a_deadline_without_one_shows_nothing():
    assert shown("{% days_left deadline now %}", deadline=None, now=samples.NOW).strip() == ""


def test_the_next_step_says_what_is_left():
    html = shown("{% next_step '补正' '' due '/x' '去补正' now %}", due=closes_at(date(2024, 12, 4)), now=samples.NOW)
    assert "2024年12月4日（周三）24:00 截止" in html
    assert "还有 2 天" in html


class Attributes(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.inline = [], []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "style" or name.startswith("on"):
                self.inline.append((tag, name))
        if tag == "style" or (tag == "script" and "src" not in dict(attrs)):
            self.inline.append((tag, ""))


def test_no_component_needs_an_inline_script_or_style(page):
    seen = Attributes()
    seen.feed(page)
    assert len(seen.ids) > 20
    assert seen.inline == []


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "409", "413", "500", "503", "refused"])
def test_an_error_page_stands_without_any_context(code):
    html = render_to_string(f"{code}.html", {})
    assert "<h1>" in html
    assert 'href="/"' in html


@pytest.mark.parametrize("code", ["404", "500", "refused"])
def test_an_error_page_names_the_telephone_when_there_is_one(code):
    assert "0572-000" in render_to_string(f"{code}.html", {"telephone": "0572-000"})


@pytest.mark.parametrize("audience", ["public", "applicant", "employer", "bureau", "support"])
def test_a_shell_stands_without_any_context(audience):
    html = render_to_string(f"shells/{audience}.html", {})
    assert 'lang="zh-Hans"' in html
    assert 'href="#main"' in html
    assert "演示环境" not in html


def test_the_demo_says_so_on_every_page():
    html = render_to_string("shells/applicant.html", {"demo": {"today": date(2024, 12, 2), "persona_url": "/p"}})
    assert "人物与单位均为虚构" in html
    assert "2024年12月2日（周一）" in html
    assert 'href="/p"' in html
