"""A graduate on a telephone at night asks whether it is enough: at most eight taps, no sign-in, one sheet of paper."""

from collections.abc import Callable, Iterator

import pikepdf
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import DESKTOP, TELEPHONE, axe_violations
from tests.clock import at
from tests.platform_process import Platform
from tests.web.public_visitor import STAMP

NIGHT = at("2024-12-02 22:40")
MOST_TAPS = 8


@pytest.fixture(scope="module")
def site(new_platform: Callable[..., Platform]) -> Iterator[Platform]:
    platform = new_platform(ZHICHENG_ARRIVAL_HEADER=STAMP)
    platform.start("web")
    yield platform
    platform.stop()


def opened(site: Platform, new_page: Callable[..., Page], **options: object) -> Page:
    """The page as somebody opens it; whatever the content policy refuses is a fault."""
    headers = {STAMP: f"t={NIGHT.timestamp()}"}
    page = new_page(base_url=site.url, extra_http_headers=headers, **options)
    page.on("console", lambda said: pytest.fail(said.text) if "Content Security Policy" in said.text else None)
    page.goto("/check")
    return page


def pick(page: Page, question: str, words: str) -> Locator:
    """One of the answers of one tap."""
    return page.locator(f"#check-{question} .pick", has_text=words)


COMMON_CASE = {
    "schooling": "本科",
    "graduated": "2023年",
    "begun": "毕业后的下一个月",
    "relation": "学的、做的都对口",
    "affiliation": "苕州市（市直）",
    "grade": "合格以上，表已盖章",
    "subject": "工程技术",
}


def tap_the_common_case(page: Page) -> int:
    """A bachelor of last summer but one, one job since, in an enterprise; how many taps it took."""
    taps = [pick(page, question, words) for question, words in COMMON_CASE.items()]
    taps.append(page.get_by_role("button", name="看结果").first)
    for one in taps:
        one.tap()
    return len(taps)


def test_eight_taps_on_a_telephone_give_the_answer(site: Platform, new_page: Callable[..., Page]) -> None:
    page = opened(site, new_page, viewport=TELEPHONE, has_touch=True, is_mobile=True)
    assert axe_violations(page) == []
    assert tap_the_common_case(page) <= MOST_TAPS
    expect(page.get_by_role("heading", name="可以申报助理级")).to_be_in_viewport()
    expect(page.get_by_text("最晚2024年12月12日（周四）提交")).to_be_visible()
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    assert page.url == f"{site.url}/check"
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_answer_is_one_sheet_of_paper_with_the_verdict_on_it(
    site: Platform, new_page: Callable[..., Page], tmp_path: object
) -> None:
    page = opened(site, new_page, viewport=DESKTOP, has_touch=True)
    tap_the_common_case(page)
    expect(page.get_by_role("heading", name="可以申报助理级")).to_be_visible()
    assert axe_violations(page) == []
    pick(page, "kind", "事业单位").tap()
    pick(page, "graduated", "2024年").tap()
    for folded in page.locator("form details").all():
        folded.locator("summary").tap()
    assert axe_violations(page) == []
    page.get_by_role("button", name="看结果").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("起可以申报助理级")
    assert axe_violations(page) == []
    paper = f"{tmp_path}/answer.pdf"
    page.pdf(path=paper, format="A4", prefer_css_page_size=True)
    with pikepdf.open(paper) as pdf:
        assert len(pdf.pages) == 1


def test_without_a_script_a_row_more_is_given_and_nothing_said_is_lost(
    site: Platform, new_page: Callable[..., Page]
) -> None:
    page = opened(site, new_page, viewport=TELEPHONE, java_script_enabled=False)
    pick(page, "schooling", "大专").click()
    pick(page, "graduated", "2021年").click()
    page.locator("#rows-work summary").click()
    page.locator("#rows-work select[name=work-0-from_year]").select_option("2020")
    page.locator("#rows-work").get_by_role("button", name="再加一条").click()
    expect(page.locator("#rows-work fieldset.row-of")).to_have_count(2)
    expect(page.locator("select[name=work-0-from_year]")).to_have_value("2020")
    expect(page.get_by_label("大专", exact=True)).to_be_checked()
    page.get_by_role("button", name="看结果").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("助理级")
