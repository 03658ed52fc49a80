"""The check page says what is missing: field by field, and an entry that was only begun in one line."""

import pytest

from tests.cast import SHANGHAI_MORNING
from tests.stories import Story, a_draft
from tests.web.applicant_pages import At, browser_at, text_of
from zhicheng.people.models import ArchiveEntry

__all__ = ["browser_at"]
pytestmark = pytest.mark.django_db


def begun(story: Story, section: str, **values: str) -> ArchiveEntry:
    return ArchiveEntry.objects.create(
        person=story.person,
        section=section,
        values=values,
        source="typed",
        created_at=SHANGHAI_MORNING,
        saved_at=SHANGHAI_MORNING,
    )


def check_page(browser_at: At, story: Story) -> str:
    return text_of(browser_at(person=story.person).get("/my/apply/check"))


def test_an_empty_entry_is_one_line_that_leads_to_it_and_tells_which_it_is(browser_at: At) -> None:
    story = a_draft()
    empty = begun(story, "work", employer=" ")
    page = check_page(browser_at, story)
    assert page.count('<li class="defect">') == 1
    assert "工作经历（第 2 条，还没有填写）：5 处未填" in page
    assert f'/my/archive/work/?check=1&amp;open={empty.handle}#e-{empty.handle}">去填写或删除</a>' in page
    assert "还有 5 处" in page


def test_two_empty_entries_are_two_lines(browser_at: At) -> None:
    story = a_draft()
    begun(story, "work")
    begun(story, "work")
    page = check_page(browser_at, story)
    assert page.count('<li class="defect">') == 2
    assert "工作经历（第 3 条，还没有填写）" in page


def test_an_entry_with_something_in_it_keeps_a_line_for_each_field(browser_at: At) -> None:
    story = a_draft()
    work = begun(story, "work", employer="某单位", post="工程师")
    page = check_page(browser_at, story)
    assert page.count('<li class="defect">') > 1
    assert f"#f-{work.handle}-from" in page
    assert "条，还没有填写" not in page


def test_the_one_entry_of_a_section_cannot_be_removed_and_has_no_number(browser_at: At) -> None:
    story = a_draft()
    ArchiveEntry.objects.filter(person=story.person, section="summary").update(values={})
    page = check_page(browser_at, story)
    assert "个人专业技术工作小结（还没有填写）：1 处未填" in page
    assert ">去填写</a>" in page


def test_the_eligibility_page_can_be_printed(browser_at: At) -> None:
    story = a_draft()
    assert "data-print" in text_of(browser_at(person=story.person).get("/my/eligibility/"))
