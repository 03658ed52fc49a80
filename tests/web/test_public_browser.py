"""The public site in a real browser: on a desk, on a telephone, on the narrowest one, and without JavaScript."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, TELEPHONE, axe_violations
from tests.platform_process import Platform
from tests.web.public_visitor import STAMP

NARROWEST = {"width": 320, "height": 640}
PAGES = [
    "/",
    "/check",
    "/batches/",
    "/notices/",
    "/documents/",
    "/verify/",
    "/v/nosuchcode",
    "/contacts/",
    "/objection/",
]
A_LIST = """
import json
from tests.stories import in_public_notice
from zhicheng.cases.models import Publicity
story = in_public_notice()
print(json.dumps({"now": story.now.timestamp(), "handle": Publicity.objects.get(kind="bureau").handle}))
"""


@dataclass
class Site:
    """A running platform with one list in publicity, and the moment at which it runs."""

    url: str
    now: float
    handle: str

    def browser(self) -> dict[str, object]:
        return {"base_url": self.url, "extra_http_headers": {STAMP: f"t={self.now}"}}


@pytest.fixture(scope="module")
def site(new_platform: Callable[..., Platform]) -> Iterator[Site]:
    platform = new_platform(ZHICHENG_ARRIVAL_HEADER=STAMP)
    told = json.loads(platform.manage("shell", "-v0", "-c", A_LIST).splitlines()[-1])
    platform.start("web")
    yield Site(platform.url, told["now"], told["handle"])
    platform.stop()


@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE, NARROWEST], ids=["desk", "telephone", "narrowest"])
def test_every_public_page_is_without_fault_and_fits_the_screen(
    site: Site, new_page: Callable[..., Page], size: dict[str, int]
) -> None:
    page = new_page(viewport=size, **site.browser())
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    for address in [*PAGES, f"/notice/{site.handle}", f"/notice/{site.handle}/1/objection"]:
        page.goto(address)
        assert axe_violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    assert complaints == []


def test_an_objection_goes_from_home_to_its_outcome_without_javascript(
    site: Site, new_page: Callable[..., Page]
) -> None:
    page = new_page(java_script_enabled=False, **site.browser())
    page.goto("/")
    page.get_by_role("link", name="第三批公示").click()
    page.get_by_role("link", name="沈喆").click()
    page.get_by_label("异议的事实").fill("其所填工作经历与实际不符，当时不在该单位工作。")
    page.get_by_label("您的姓名").fill("王举")
    page.get_by_label("您的联系方式").fill("0500-8888123")
    page.get_by_role("button", name="提交异议").click()
    expect(page.get_by_role("heading", name="已收到您的异议")).to_be_visible()
    code = page.locator(".receipt-code").inner_text()
    page.get_by_role("link", name="凭回执码查询结果").click()
    page.get_by_label("回执码").fill(code)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", name="正在核实")).to_be_visible()
