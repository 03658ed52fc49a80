"""What an applicant does: register, pull, fill the archive, choose, submit."""

import json
import re
from dataclasses import dataclass

from playwright.sync_api import Locator

from tests.journeys.scans import scan
from tests.journeys.town import Newcomer, Town
from tests.journeys.visitor import Visitor

WISH = "一句我自己记得住的话"


@dataclass(frozen=True)
class Receipt:
    """What the page of the receipt said."""

    case: str
    number: str
    digest: str


def register(town: Town, newcomer: Newcomer) -> Visitor:
    """Open an account in one's own name."""
    visitor = town.somebody(newcomer.name, "applicant")
    visitor.go("/account/register")
    visitor.fill(name=newcomer.name, id_number=newcomer.id_number, phone=newcomer.phone, password=WISH)
    visitor.press("开通账号")
    visitor.reads("账号已开通", "建立业绩档案")
    return visitor


def sign_in(visitor: Visitor, newcomer: Newcomer) -> None:
    """On the sign-in page that is open."""
    visitor.fill(login=newcomer.phone, password=WISH)
    visitor.press("登录", within="main")


def pull(visitor: Visitor) -> None:
    """Ask the registers and wait until both have answered."""
    visitor.go("/my/archive/")
    visitor.press("从学历库、社保库提取", within="form")
    visitor.page.locator("#registers:not([hx-get])").wait_for()
    visitor.page.get_by_text("已取得").nth(1).wait_for()


# -- through the pages, field by field --------------------------------------------------------------
def write_entry(visitor: Visitor, section: str, values: dict[str, str], files: dict[str, bytes] | None = None) -> None:
    """Add an entry, type each field, wait until all is saved, then upload."""
    visitor.go(f"/my/archive/{section}/")
    visitor.press("添加一条" if visitor.page.get_by_role("button", name="添加一条").count() else "开始填写")
    handle = entry_open(visitor)
    for name, value in values.items():
        put(visitor.page.locator(f"#e-{handle} form[data-autosave-url]"), name, value)
    until_saved(visitor)
    for name, content in (files or {}).items():
        upload(visitor, handle, name, content)


def entry_open(visitor: Visitor) -> str:
    """The handle of the entry that the address asks for."""
    found = re.search(r"open=(\w+)", visitor.page.url)
    assert found, visitor.page.url
    return found[1]


def put(form: Locator, name: str, value: str) -> None:
    """Type, choose or tick, whatever the field is, and leave it."""
    field = form.locator(f'[name="{name}"]')
    kind = field.first.evaluate("one => one.type || one.tagName.toLowerCase()")
    if kind == "radio":
        form.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind.startswith("select"):
        field.select_option(value)
    else:
        field.fill(value)
        field.blur()


def until_saved(visitor: Visitor) -> None:
    """The page says that what was typed is kept."""
    visitor.page.locator("[data-saved-state].is-saved").first.wait_for()


def upload(visitor: Visitor, handle: str, field: str, content: bytes, name: str = "扫描件.pdf") -> None:
    """Choose a file for a field, declare it a scan of the original, send it."""
    place = visitor.page.locator(f"#f-{handle}-{field}")
    place.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content})
    place.get_by_label("扫描自原件").check()
    with visitor.page.expect_event("load"):
        place.get_by_role("button", name="上传").click()
    visitor.look()
    visitor.reads("已收到")


def choose(visitor: Visitor, *, level: str, title: str, speciality: str, employer: str, staffing: str = "") -> None:
    """Through the four topics of the application."""
    visitor.go("/my/apply/")
    if visitor.page.get_by_role("button", name="开始申报").count():
        visitor.press("开始申报")
    visitor.press("申报什么")
    form = visitor.page.locator("form[data-autosave-url]")
    for name, value in {"series": "engineering", "level": level, "speciality": speciality}.items():
        put(form, name, value)
    form.get_by_label(title, exact=True).check()
    until_saved(visitor)
    visitor.press("下一步：用人单位")
    visitor.page.locator("#q").fill(employer)
    visitor.page.locator("#found .result-line").first.wait_for()
    visitor.press("选这家", within="#found")
    put(visitor.page.locator("form[data-autosave-url]"), "status", "in_post")
    if staffing:
        put(visitor.page.locator("form[data-autosave-url]"), "staffing", staffing)
    until_saved(visitor)
    visitor.press("下一步：与申报专业的关系")
    form = visitor.page.locator("form[data-autosave-url]")
    for box in form.locator('input[value="same"]').all():
        box.check()
    until_saved(visitor)
    visitor.press("下一步：资格测算")


def submit(visitor: Visitor) -> Receipt:
    """Check the answers, agree to the statement of truth, send; read the receipt."""
    visitor.go("/my/apply/check")
    assert "补齐后才能提交" not in visitor.words, visitor.words
    visitor.page.get_by_label("我已阅读并承诺").check()
    visitor.press("提交申报")
    visitor.reads("已提交", "申报编号", "收到时间")
    return read_receipt(visitor)


def read_receipt(visitor: Visitor) -> Receipt:
    """Number, digest and the case's handle, from the page that is open."""
    case = re.search(r"/my/cases/(\w+)/receipt", visitor.page.url)
    number = re.search(r"CD-\d{6}-\d{4}-\d{6}-[0-9A-Z]", visitor.words)
    digest = re.search(r"\b[0-9a-f]{64}\b", visitor.page.content())
    assert case, visitor.page.url
    assert number, visitor.words
    assert digest, visitor.words
    return Receipt(case[1], number[0], digest[0])


# -- the same without pages, where a browser has shown the way ----------------------------------------
def keep_entry(visitor: Visitor, section: str, values: dict[str, str], files: dict[str, bytes] | None = None) -> str:
    """Add an entry and save its fields and files by the addresses that the pages use; returns its handle."""
    added = visitor.send(f"/my/archive/{section}/add", {})
    handle = re.search(r"open=(\w+)", added.headers["location"])
    assert handle
    version = 1
    for name, value in values.items():
        form = {"field": name, "value": value, "version": str(version)}
        told = visitor.send(f"/my/archive/entries/{handle[1]}/save", form, headers={"X-Requested-With": "fetch"})
        assert told.status == 200, told.text()
        version = told.json()["version"]
    for name, content in (files or {}).items():
        file = {"name": "扫描件.pdf", "mimeType": "application/pdf", "buffer": content}
        form = {f"file-{handle[1]}-{name}": file, "original": "yes"}
        sent = visitor.send(f"/my/archive/entries/{handle[1]}/files/{name}", form, multipart=True)
        assert sent.status == 302, sent.text()
    return handle[1]


def keep_choice(visitor: Visitor, employer: str, **fields: str) -> None:
    """Fill in the draft by the addresses that the pages use; every schooling, degree and job is related."""
    visitor.send("/my/apply/start", {})
    page = visitor.context.request.get("/my/apply/employer", params={"q": employer}).text()
    handle = re.search(r'name="employer" value="(\w+)"', page)
    assert handle, page
    assert visitor.send("/my/apply/employer", {"employer": handle[1]}).status == 302
    relations = set(re.findall(r'name="(relation\.\w+)"', visitor.context.request.get("/my/apply/relations").text()))
    for name, value in {"status": "in_post", **fields, **dict.fromkeys(relations, "same")}.items():
        told = visitor.send("/my/apply/save", {"field": name, "value": value}, headers={"X-Requested-With": "fetch"})
        assert told.status == 200, told.text()
        assert json.loads(told.text())["ok"], told.text()


def assessment(year: int, employer: str) -> tuple[dict[str, str], dict[str, bytes]]:
    """One year's assessment with the scan of its form."""
    values = {"year": str(year), "employer": employer, "grade": "qualified", "stamped": "true"}
    return values, {"file": scan("年度考核登记表", f"{year} 年度", employer, "考核等次：合格")}
