"""The applicant's eligibility page says what is still wanting and by which day it is safe to submit."""

import pytest

from tests.stories import a_draft
from tests.web.applicant_pages import FETCH, At, browser_at, text_of
from zhicheng.people.models import ArchiveEntry

__all__ = ["browser_at"]
pytestmark = pytest.mark.django_db


def test_a_missing_form_is_named_with_its_clause_and_the_last_safe_day_beside_it(browser_at: At) -> None:
    story = a_draft()
    ArchiveEntry.objects.filter(person=story.person, section="assessment").delete()
    page = text_of(browser_at(person=story.person).get("/my/eligibility/"))
    assert "还差 1 样" in page
    assert "请上传2023年度考核登记表" in page
    assert "请在 <strong>2024年12月12日（周四）</strong> 前提交" in page


def test_the_part_that_follows_a_saved_field_says_the_same(browser_at: At) -> None:
    story = a_draft()
    ArchiveEntry.objects.filter(person=story.person, section="assessment").delete()
    sent = {"field": "speciality", "value": "市政工程", "version": str(story.case.version)}
    client = browser_at(person=story.person)
    part = client.post("/my/apply/save?show=verdict", sent, headers=FETCH).json()["derived_html"]
    assert "请上传2023年度考核登记表" in part
    assert "2024年12月12日（周四）" in part


def test_who_lacks_nothing_is_asked_for_nothing(browser_at: At) -> None:
    page = text_of(browser_at(person=a_draft().person).get("/my/eligibility/"))
    assert "可以申报" in page
    assert "还差" not in page
