"""The design page and the autosave in a real browser, under the platform's own content security policy."""

import json
import mimetypes
import time
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import expect

from tests.browser import DESKTOP, PATIENCE, TELEPHONE, axe_violations
from zhicheng.web.parts import samples

ORIGIN = "http://platform.test"
STATIC = Path(samples.__file__).parent / "static"
NARROWEST = {"width": 320, "height": 640}
POLICY = "; ".join(
    f"{name} {' '.join(values)}" for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
FORM = """
<form method="post" action="/done/" data-autosave-url="/save/" data-version="1">
  <input type="hidden" name="csrfmiddlewaretoken" value="old-token">
  <div class="field"><label for="school">毕业院校</label>
  <p class="field-error" data-error-for="school" hidden></p><input id="school" name="school" class="form-control"></div>
  <label for="major">专业</label><input id="major" name="major" class="form-control">
  <p data-saved-state></p>
</form><div data-autosave-derived></div>
"""


class Platform:
    """What answers the browser: pages by path, static files from disk, and a script of answers for /save/."""

    def __init__(self, page, pages):
        self.pages, self.saves, self.answers, self.complaints = pages, [], [], []
        page.route(f"{ORIGIN}/**", self.answer)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)

    def answer(self, route):
        path = urlsplit(route.request.url).path
        if path == "/save/":
            return self.answer_save(route)
        if path.startswith("/static/"):
            found = STATIC / path.removeprefix("/static/")
            kind = mimetypes.guess_type(found.name)[0]
            return route.fulfill(body=found.read_bytes(), content_type=kind) if found.is_file() else route.abort()
        body = self.pages.get(path, "")
        return route.fulfill(body=body, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    def answer_save(self, route):
        self.saves.append(parse_qs(route.request.post_data, True))
        answer = self.answers.pop(0) if self.answers else {}
        if answer == "cut":
            return route.abort()
        told = {"ok": True, "saved_at": "14:03", "version": len(self.saves) + 1, **answer}
        return route.fulfill(status=told.pop("status", 200), body=json.dumps(told), content_type="application/json")


def wait_until(page, come):
    """Goes on when it has come; what is sent too often is looked for afterwards."""
    end = time.monotonic() + PATIENCE / 1000
    while not come():
        assert time.monotonic() < end, "it never came"
        page.wait_for_timeout(50)


@pytest.fixture(autouse=True)
def no_addresses(settings):
    settings.ROOT_URLCONF = "tests.web.no_addresses"


def designed():
    context = {**samples.context(), "broken": samples.broken_form(), "demo": {"today": date(2024, 12, 2)}}
    context["broken"].auto_id = "f-%s"
    return render_to_string("design_language.html", context)


def form_page(token="old-token"):
    page = render_to_string("shells/applicant.html", {}).replace("</main>", f"<h1>学历</h1>{FORM}</main>")
    script = '<script src="/static/zhicheng/autosave.js" defer></script></head>'
    return page.replace("</head>", script).replace("old-token", token)


@pytest.fixture
def saving(new_page):
    page = new_page()
    platform = Platform(page, {"/form/": form_page()})
    page.goto(f"{ORIGIN}/form/")
    return page, platform


@pytest.mark.journey
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, TELEPHONE, NARROWEST], ids=["desktop", "telephone", "narrowest"])
def test_the_design_page_is_accessible_and_never_scrolls_sideways(new_page, scheme, size):
    page = new_page(viewport=size, color_scheme=scheme)
    platform = Platform(page, {"/design/": designed()})
    page.goto(f"{ORIGIN}/design/")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert platform.complaints == []


@pytest.mark.journey
def test_the_error_summary_takes_the_focus(new_page):
    page = new_page()
    Platform(page, {"/design/": designed()})
    page.goto(f"{ORIGIN}/design/")
    expect(page.locator(".error-summary")).to_be_focused()


@pytest.mark.journey
def test_what_is_typed_is_saved_after_a_pause_and_said(saving):
    page, platform = saving
    page.fill("#school", "苕州大学")
    expect(page.locator("[data-saved-state]")).to_have_text("已保存 14:03")
    assert platform.saves[0] == {
        "field": ["school"],
        "value": ["苕州大学"],
        "version": ["1"],
        "csrfmiddlewaretoken": ["old-token"],
    }
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.journey
def test_a_second_field_is_saved_with_the_version_that_the_first_answer_gave(saving):
    page, platform = saving
    page.fill("#school", "苕州大学")
    page.fill("#major", "给排水")
    page.locator("#major").blur()
    wait_until(page, lambda: len(platform.saves) >= 2)
    expect(page.locator("[data-saved-state]")).to_have_text("已保存 14:03")
    assert [one["version"] for one in platform.saves][:2] == [["1"], ["2"]]


@pytest.mark.journey
def test_nothing_typed_is_lost_when_the_network_goes_and_the_page_is_opened_again(saving):
    page, platform = saving
    platform.answers = ["cut", "cut"]
    page.fill("#school", "苕州大学")
    expect(page.locator("[data-saved-state]")).to_have_text("未保存：网络中断，正在重试，内容已留在本机")
    page.on("dialog", lambda dialog: dialog.accept())
    platform.answers = []
    page.goto(f"{ORIGIN}/form/")
    expect(page.locator("#school")).to_have_value("苕州大学")
    expect(page.locator("[data-saved-state]")).to_have_text("已保存 14:03")
    assert platform.saves[-1]["value"] == ["苕州大学"]


@pytest.mark.journey
def test_it_tries_again_by_itself(saving):
    page, platform = saving
    platform.answers = ["cut"]
    page.fill("#school", "苕州大学")
    expect(page.locator("[data-saved-state]")).to_have_text("已保存 14:03")
    assert [one["value"] for one in platform.saves] == [["苕州大学"], ["苕州大学"]]


@pytest.mark.journey
def test_a_login_that_has_gone_is_said_beside_the_page_and_saving_goes_on_after_it(saving):
    page, platform = saving
    platform.answers = [{"status": 401}]
    platform.pages["/form/"] = form_page("new-token")
    page.fill("#school", "苕州大学")
    expect(page.locator(".login-bar")).to_contain_text("登录已过期，内容已留在本机")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-saved-state]")).to_have_text("已保存 14:03")
    expect(page.locator(".login-bar")).to_have_count(0)
    assert platform.saves[-1]["csrfmiddlewaretoken"] == ["new-token"]


@pytest.mark.journey
@pytest.mark.parametrize(("choice", "stays"), [("用我这里的", "苕州大学"), ("用已经保存的", "南苕大学")])
def test_a_field_changed_elsewhere_asks_which_one_to_keep(saving, choice, stays):
    page, platform = saving
    platform.answers = [{"status": 409, "ok": False, "version": 7, "values": {"school": ["南苕大学"]}}]
    page.fill("#school", "苕州大学")
    page.get_by_role("button", name=choice).click()
    expect(page.locator("#school")).to_have_value(stays)
    expect(page.locator(".stale-choice")).to_have_count(0)
    if stays == "苕州大学":
        expect(page.locator("[data-saved-state]")).to_have_text("已保存 14:03")
        assert platform.saves[-1]["version"] == ["7"]


@pytest.mark.journey
def test_a_wrong_value_is_told_above_its_field(saving):
    page, platform = saving
    platform.answers = [{"errors": {"school": "请按毕业证书上的全称填写"}, "derived_html": "<p>还差 1 项</p>"}]
    page.fill("#school", "x")
    expect(page.locator('[data-error-for="school"]')).to_have_text("请按毕业证书上的全称填写")
    expect(page.locator("[data-autosave-derived]")).to_have_text("还差 1 项")
    assert page.get_attribute("#school", "aria-invalid") == "true"


@pytest.mark.journey
def test_a_refused_field_is_kept_and_holds_no_other_back(saving):
    page, platform = saving
    platform.answers = [{"status": 422, "ok": False, "message": "批次已经截止"}]
    page.fill("#school", "苕州大学")
    expect(page.locator('[data-error-for="school"]')).to_have_text("批次已经截止")
    page.fill("#major", "给排水")
    wait_until(page, lambda: len(platform.saves) >= 2)
    page.wait_for_timeout(1500)
    assert [one["field"] for one in platform.saves] == [["school"], ["major"]]
    assert "苕州大学" in page.evaluate("Object.values(localStorage).join()")
    assert "给排水" not in page.evaluate("Object.values(localStorage).join()")


@pytest.mark.journey
def test_a_form_sent_twice_is_received_once(new_page):
    page = new_page()
    form = '<form method="post" action="/hang/" data-once><button>提交</button></form></main>'
    Platform(page, {"/form/": render_to_string("shells/public.html", {}).replace("</main>", form)})
    page.goto(f"{ORIGIN}/form/")
    sent = []
    page.route(f"{ORIGIN}/hang/", lambda route: sent.append(route))
    twice = (
        "() => { const one = document.querySelector('main button'); one.click(); one.click(); return one.ariaDisabled }"
    )
    assert page.evaluate(twice) == "true"
    wait_until(page, lambda: len(sent) >= 1)
    page.wait_for_timeout(300)
    assert len(sent) == 1


@pytest.mark.journey
def test_a_file_over_the_limit_is_refused_before_it_is_sent(new_page):
    page = new_page()
    form = """<form method="post" action="/up/" data-upload><p class="field-error" data-error-for="scan" hidden></p>
    <input type="file" name="scan" aria-label="扫描件" data-max-bytes="1000"><button>上传</button></form></main>"""
    Platform(page, {"/form/": render_to_string("shells/public.html", {}).replace("</main>", form)})
    page.goto(f"{ORIGIN}/form/")
    page.set_input_files(
        "input[type=file]", {"name": "毕业证书.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2000}
    )
    expect(page.locator(".field-error")).to_contain_text("毕业证书.pdf")
    page.click("main button")
    assert page.url == f"{ORIGIN}/form/"


@pytest.mark.journey
def test_a_single_key_presses_its_button_but_not_while_somebody_types(new_page):
    page = new_page()
    body = '<a href="#next" data-key="j">下一件</a><input aria-label="意见"></main>'
    Platform(page, {"/form/": render_to_string("shells/bureau.html", {}).replace("</main>", body)})
    page.goto(f"{ORIGIN}/form/")
    page.locator("main input").press("j")
    assert page.url == f"{ORIGIN}/form/"
    page.locator("main input").blur()
    page.keyboard.press("j")
    assert page.url == f"{ORIGIN}/form/#next"
