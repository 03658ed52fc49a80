"""Every page to which links lead, from the home of each role, in the demo's prefecture with its cases."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, get_resolver, resolve
from playwright.sync_api import Browser

from tests.demo_world import a_demo
from tests.journeys.every_page import GoneThrough
from tests.journeys.town import Town
from tests.journeys.visitor import Visitor
from tests.platform_process import Platform

# who goes about for each audience: words of the persona page's row, each the first row that has them
ROLES: dict[str, tuple[str, ...]] = {
    "public": (),
    "applicant": ("草稿", "被退回", "单位公示中", "公示中", "已发证", "未通过", "还没有申报"),
    "employer": ("单位经办人", "单位负责人", "件公示期满待推荐", "主管部门"),
    "bureau": ("人社经办", "人社复核", "人社负责人", "人社窗口"),
    "support": ("审计人员", "系统管理员", "安全管理员", "审计管理员"),
}
NO_PAGES = {
    "api-log-checkpoint",
    "paper",
    "applicant-file",
    "applicant-log-proof",
    "bureau-file-original",
    "bureau-file-page",
    "bureau-policy-export",
    "bureau-template-page",
    "employer-file-page",
    "public-verify-bundle",
    "public-verify-offline",
    "favicon",
    "robots",
    "healthz",
}
# no link leads there: an act does, or the page is only posted to; the other journeys go through them
REACHED_BY_AN_ACT = {
    *("public-objection-receipt", "public-paper-version", "public-unit-list", "public-object-unit"),
    *("public-verify-code", "public-verify-file", "public-verify-number"),
    *("applicant-add", "applicant-apply-save", "applicant-ask-registers", "applicant-detach", "applicant-file-page"),
    *("applicant-register-answers", "applicant-remove", "applicant-save", "applicant-start", "applicant-submit"),
    "applicant-upload",
    *(
        "employer-check-claim",
        "employer-check-rest",
        "employer-post-paper",
        "employer-post-send",
        "employer-post-start",
    ),
    *("employer-publicity-paper", "employer-recommend-several", "employer-return", "employer-post"),
    "employer-post-edit",
    *("bureau-approve", "bureau-approve-choice", "bureau-approve-chosen", "bureau-approve-report", "bureau-check"),
    *("bureau-check-rest", "bureau-county-check", "bureau-disagree", "bureau-document-drop", "bureau-document-issue"),
    *("bureau-document-progress", "bureau-objection", "bureau-objector"),
    *("bureau-propose-change", "bureau-decide-change", "bureau-drop-change"),
    *(f"bureau-policy-{act}" for act in ("draft", "edit", "take-over", "propose", "take-back", "drop", "publish")),
    *("bureau-policy-rehearse", "bureau-policy-rehearsal", "bureau-policy-rehearsal-progress"),
    *("bureau-policy-rehearsal-table", "bureau-policy-calendar-year", "bureau-policy-import"),
    *("support-chain", "support-retry", "support-issue-log-check"),
}
LINKS = "[...document.querySelectorAll('a[href]')].map(one => one.href)"


@pytest.fixture(scope="module")
def world(
    new_platform: Callable[..., Platform],
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    gone_through: GoneThrough,
) -> Iterator[Town]:
    """The demo as a newcomer finds it on 2024-12-02."""
    platform = a_demo(new_platform(), tmp_path_factory)
    platform.start()
    built = Town(platform, browser, tmp_path_factory.mktemp("downloads"), gone_through)
    yield built
    built.close()
    platform.stop()


@pytest.mark.parametrize("audience", ROLES)
def test_every_page_that_links_lead_to_is_sound(world: Town, audience: str) -> None:
    seen: set[str] = set()
    for words in ROLES[audience] or ("",):
        visitor = world.somebody(words or "路人", audience)
        become(visitor, words)
        seen |= go_about(visitor)
        visitor.context.close()
    assert world.inspector.faults == []
    unseen = pages_of(audience) - seen - NO_PAGES
    assert unseen <= REACHED_BY_AN_ACT, sorted(unseen - REACHED_BY_AN_ACT)


def become(visitor: Visitor, words: str) -> None:
    """Take the first person of the persona page whose row has these words; without words stay nobody."""
    visitor.go("/demo/" if words else "/")
    if not words:
        return
    people = "section[aria-labelledby=applicants]" if visitor.audience == "applicant" else "main"
    rows = visitor.page.locator(f"{people} tr", has_text=words).filter(has_not_text="目前没有待办")
    with visitor.page.expect_navigation():
        rows.first.get_by_role("button").click()
    visitor.page.wait_for_load_state()
    visitor.look()


def go_about(visitor: Visitor) -> set[str]:
    """Follow links until no page of a new kind is left; returns the names of the addresses seen."""
    seen = {visitor.route()}
    waiting = links_of(visitor)
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        if name in seen or name in NO_PAGES or not name:
            continue
        seen.add(name)
        visitor.go(address)
        assert visitor.status < 500, address
        waiting += links_of(visitor)
    return seen


def links_of(visitor: Visitor) -> list[str]:
    """Addresses of this platform on the page that is open."""
    here = urlsplit(visitor.page.url).netloc
    return [link for link in visitor.page.evaluate(LINKS) if urlsplit(link).netloc == here]


def name_of(address: str) -> str:
    try:
        return str(resolve(urlsplit(address).path).url_name)
    except Resolver404:
        return ""


def pages_of(audience: str) -> set[str]:
    """The names of all addresses of an audience that can be opened, not only posted to."""
    prefix = {"public": "public-"}.get(audience, f"{audience}-")
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    return {name for name in names if name.startswith(prefix)}
