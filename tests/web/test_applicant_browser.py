"""In a real browser: fields that save themselves, two windows at odds, an expired session; and axe on the pages."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import TELEPHONE, axe_violations
from tests.cast import SHANGHAI_MORNING, applicant, sign_in
from tests.stories import Story, a_draft
from zhicheng.people.actions.keep_archive import add_entry
from zhicheng.people.models import ArchiveEntry

pytestmark = pytest.mark.django_db(transaction=True)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps an event loop in the tests' own thread
NewContext = Callable[..., BrowserContext]


@pytest.fixture
def story(settings: Any) -> Story:
    settings.ZHICHENG_CLOCK = "zhicheng.web.request.system_clock"
    return a_draft()


def cookie_of(story: Story, address: str) -> Any:
    session = sign_in(Client(), story.person).cookies["sid"]
    return {"name": "sid", "value": session.value, "url": address}


@pytest.fixture
def window(new_context: NewContext, live_server: Any, story: Story) -> BrowserContext:
    context = new_context(viewport=TELEPHONE, base_url=live_server.url)
    context.add_cookies([cookie_of(story, live_server.url)])
    return context


def new_work(story: Story) -> ArchiveEntry:
    return add_entry("work", actor=applicant(story.person), now=SHANGHAI_MORNING)


def open_entry(window: BrowserContext, entry: ArchiveEntry) -> Page:
    page = window.new_page()
    page.goto(f"/my/archive/work/?open={entry.handle}")
    return page


def test_a_wrong_date_is_saved_as_typed_and_stands_after_a_reload(window: BrowserContext, story: Story) -> None:
    entry = new_work(story)
    page = open_entry(window, entry)
    field = page.locator(f"#f-{entry.handle}-from")
    field.fill("2021-02-30")
    field.blur()
    expect(page.locator(f"#f-{entry.handle}-from-error")).to_contain_text("不是一个存在的日期")
    expect(page.locator("[data-saved-state]").first).to_contain_text("已保存")
    page.reload()
    expect(field).to_have_value("2021-02-30")


def test_two_windows_at_odds_are_asked_which_to_keep(window: BrowserContext, story: Story) -> None:
    entry = new_work(story)
    first, second = open_entry(window, entry), open_entry(window, entry)
    for page, text in ((first, "工程师"), (second, "设计师")):
        page.locator(f"#f-{entry.handle}-post").fill(text)
        page.locator(f"#f-{entry.handle}-post").blur()
        if page is first:
            expect(page.locator("[data-saved-state]").first).to_contain_text("已保存")
    expect(second.locator(".stale-choice")).to_contain_text("已经改为“工程师”")
    second.get_by_text("用我这里的").click()
    expect(second.locator("[data-saved-state]").first).to_contain_text("已保存")
    entry.refresh_from_db()
    assert entry.values["post"] == "设计师"


def test_what_was_typed_when_the_session_ended_is_saved_after_signing_in_again(
    window: BrowserContext, story: Story, live_server: Any
) -> None:
    entry = new_work(story)
    page = open_entry(window, entry)
    window.clear_cookies(name="sid")
    field = page.locator(f"#f-{entry.handle}-post")
    field.fill("设计师")
    field.blur()
    expect(page.locator(".login-bar")).to_contain_text("登录已过期，内容已留在本机")
    window.add_cookies([cookie_of(story, live_server.url)])
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-saved-state]").first).to_contain_text("已保存")
    entry.refresh_from_db()
    assert entry.values["post"] == "设计师"


def test_the_pages_bear_axe_and_fit_a_telephone(window: BrowserContext, story: Story) -> None:
    entry = new_work(story)
    page = window.new_page()
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    for address in (
        "/my/",
        "/my/archive/",
        f"/my/archive/work/?check=1&open={entry.handle}",
        "/my/eligibility/",
        "/my/apply/",
        "/my/apply/target",
        "/my/apply/employer?q=苕州",
        "/my/apply/relations",
        "/my/apply/check",
        f"/my/cases/{story.case.handle}/withdraw",
        "/account/roles",
        "/account/password",
    ):
        page.goto(address)
        faults += [f"{address} {one}" for one in axe_violations(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        faults += [f"{address} is {wide} px too wide"] if wide > 0 else []
    assert faults == []
