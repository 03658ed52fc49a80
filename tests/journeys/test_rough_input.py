"""Wrong input, impatience, two windows, an ended session, somebody else's address: a clear answer, and nothing lost."""

from datetime import date

import httpx
import pytest

from tests.journeys.applying import (
    WISH,
    entry_open,
    keep_choice,
    keep_entry,
    put,
    read_receipt,
    register,
    sign_in,
    until_saved,
)
from tests.journeys.archives import graduate, keep_archive
from tests.journeys.scans import huge, program
from tests.journeys.telling import given, then, when
from tests.journeys.town import Newcomer, Town
from tests.journeys.visitor import Visitor

LONGBRIDGE = "苕州长桥环保设备有限公司"
TARGET = {"series": "engineering", "level": "assistant", "title": "助理工程师", "speciality": "环境工程"}
TAO = graduate("陶澈", 41, LONGBRIDGE, {"born": date(1998, 2, 3)})
YU = graduate("俞沁", 42, LONGBRIDGE, {"born": date(1998, 2, 4)})
JIN = Newcomer("金澜", 43, date(1998, 2, 5))


@pytest.fixture(scope="module")
def jin(town: Town) -> Visitor:
    """Somebody with an account and nothing else."""
    return register(town, JIN)


@pytest.fixture(scope="module")
def tao(town: Town) -> Visitor:
    """Somebody whose application is whole and not yet sent."""
    return ready_to_submit(town, TAO)


def ready_to_submit(town: Town, newcomer: Newcomer) -> Visitor:
    town.tell_registers(newcomer)
    visitor = register(town, newcomer)
    keep_archive(visitor, newcomer, LONGBRIDGE, years=(2023,), first="2021-07-12")
    keep_choice(visitor, LONGBRIDGE, **TARGET)
    return visitor


def test_a_wrong_check_digit_is_named_and_what_was_typed_stays(town: Town) -> None:
    somebody = town.somebody("杜若", "applicant")
    wrong = JIN.id_number[:-1] + ("0" if JIN.id_number[-1] != "0" else "1")
    somebody.go("/account/register")
    somebody.fill(name="杜若", id_number=wrong, phone="13712345678", password=WISH)
    somebody.press("开通账号")
    assert somebody.status == 422
    somebody.reads("校验位不对")
    for name, value in {"name": "杜若", "id_number": wrong, "phone": "13712345678"}.items():
        assert somebody.page.locator(f'[name="{name}"]').input_value() == value


def test_a_future_date_is_refused_at_its_field_and_stays_as_typed(jin: Visitor) -> None:
    jin.go("/my/archive/work/")
    jin.press("添加一条")
    handle = entry_open(jin)
    form = jin.page.locator(f"#e-{handle} form[data-autosave-url]")
    put(form, "employer", LONGBRIDGE)
    put(form, "from", "2031-01-01")
    said = jin.page.locator(f"#f-{handle}-from-error")
    said.wait_for()
    assert "2031-01-01）还没有到" in said.inner_text()
    jin.go(f"/my/archive/work/?open={handle}")
    assert jin.page.locator(f"#f-{handle}-from").input_value() == "2031-01-01"
    jin.reads("待补")


def test_two_jobs_at_one_time_are_named_and_both_stay(jin: Visitor) -> None:
    job = {"employer": LONGBRIDGE, "post": "技术员", "kind": "technical", "content": "设备调试"}
    first = keep_entry(jin, "work", {**job, "from": "2021-07-01", "to": "2023-06-30"})
    second = keep_entry(jin, "work", {**job, "employer": "另一家单位", "from": "2022-01-01", "to": "2024-01-31"})
    jin.go(f"/my/archive/work/?open={second}")
    jin.reads("重叠")
    assert jin.page.locator(f"#f-{first}-to").input_value() == "2023-06-30"
    assert jin.page.locator(f"#f-{second}-from").input_value() == "2022-01-01"


def test_forty_megabytes_are_refused_before_and_behind_the_script(town: Town, jin: Visitor) -> None:
    handle = keep_entry(jin, "assessment", {"year": "2023", "employer": LONGBRIDGE, "grade": "qualified"})
    big = town.folder / "考核表.pdf"
    big.write_bytes(huge())
    jin.go(f"/my/archive/assessment/?open={handle}")
    with when("she chooses the file in the browser"):
        jin.page.locator(f"#f-{handle}-file input[type=file]").set_input_files(big)
        jin.page.get_by_text("有 40.0 MB，超过了 10.0 MB").wait_for()
    with when("the file is sent past the script"):
        answer = send_past_the_script(town, jin, f"/my/archive/entries/{handle}/files/file", huge())
        assert answer.status_code in (413, 422)
        assert "10 MB" in answer.text
    with then("the entry is as it was"):
        jin.go(f"/my/archive/assessment/?open={handle}")
        assert jin.page.locator(f"#f-{handle}-year").input_value() == "2023"


def send_past_the_script(town: Town, visitor: Visitor, address: str, content: bytes) -> httpx.Response:
    cookies = {one["name"]: one["value"] for one in visitor.context.cookies()}
    form = {"original": "yes", "csrfmiddlewaretoken": cookies["csrf"]}
    file = {"file": ("考核表.pdf", content, "application/pdf")}
    with httpx.Client(base_url=town.platform.url, cookies=cookies, timeout=60) as client:
        return client.post(address, data=form, files=file)


def test_a_program_named_pdf_is_known_for_what_it_is(jin: Visitor) -> None:
    handle = keep_entry(jin, "assessment", {"year": "2022", "employer": LONGBRIDGE, "grade": "qualified"})
    jin.go(f"/my/archive/assessment/?open={handle}")
    place = jin.page.locator(f"#f-{handle}-file")
    file = {"name": "考核表.pdf", "mimeType": "application/pdf", "buffer": program()}
    place.locator("input[type=file]").set_input_files(file)
    place.get_by_label("扫描自原件").check()
    place.get_by_role("button", name="上传").click()
    jin.page.get_by_text("不是 PDF、JPG 或 PNG").wait_for()
    assert jin.page.locator(f"#f-{handle}-year").input_value() == "2022"


def test_the_same_field_in_two_windows_lets_one_choose(jin: Visitor) -> None:
    jin.go("/my/archive/summary/")
    jin.press("开始填写")
    with given("the same section open in two windows"):
        second = jin.open_page()
        second.goto("/my/archive/summary/")
        first_box = jin.page.locator('textarea[name="text"]')
        second_box = second.locator('textarea[name="text"]')
    with when("both type"):
        first_box.fill("第一个窗口里写的小结")
        first_box.blur()
        until_saved(jin)
        second_box.fill("第二个窗口里写的小结")
        second_box.blur()
        second.get_by_text("在另一个窗口或设备上已经改为“第一个窗口里写的小结”").wait_for()
    with then("the second asks which one to keep, and keeps it"):
        assert second_box.input_value() == "第二个窗口里写的小结"
        second.get_by_role("button", name="用我这里的").click()
        second.locator("[data-saved-state].is-saved").first.wait_for()
        second.close()
        jin.go("/my/archive/summary/")
        assert first_box.input_value() == "第二个窗口里写的小结"


def test_typing_goes_on_when_the_session_has_ended(jin: Visitor) -> None:
    jin.go("/my/archive/summary/")
    box = jin.page.locator('textarea[name="text"]')
    with when("the session ends while she types"):
        kept = [one for one in jin.context.cookies() if one["name"] != "sid"]
        jin.context.clear_cookies()
        jin.context.add_cookies(kept)
        box.fill("登录过期以后写的小结")
        box.blur()
    with then("a bar says so, and the text stays"):
        jin.page.get_by_role("alert").get_by_text("登录已过期，内容已留在本机").wait_for()
        assert box.input_value() == "登录过期以后写的小结"
    with when("she signs in again in the window that the bar opens"):
        with jin.context.expect_page() as opened:
            jin.page.get_by_role("link", name="重新登录").click()
        page, jin.page = jin.page, opened.value
        jin.page.wait_for_load_state()
        sign_in(jin, JIN)
        jin.page.close()
        jin.page = page
    with then("what she typed is saved when she comes back"):
        jin.page.bring_to_front()
        jin.page.evaluate("window.dispatchEvent(new Event('focus'))")
        until_saved(jin)
        assert jin.page.locator(".login-bar").count() == 0
        jin.go("/my/archive/summary/")
        assert box.input_value() == "登录过期以后写的小结"


def test_a_double_click_submits_once_and_going_back_changes_nothing(town: Town, tao: Visitor) -> None:
    tao.go("/my/apply/check")
    tao.page.get_by_label("我已阅读并承诺").check()
    form = {name: tao.page.locator(f'main [name="{name}"]').first.input_value() for name in ("case", "version", "key")}
    with when("she clicks twice"):
        with tao.page.expect_navigation(url="**/receipt"):
            tao.page.get_by_role("button", name="提交申报").dblclick()
        tao.page.wait_for_load_state()
        tao.look()
        receipt = read_receipt(tao)
    with when("the same form comes once more from a script"):
        again = tao.send("/my/apply/submit", {**form, "truth": tao_truth()})
        assert again.status == 302
        assert again.headers["location"].endswith(f"/my/cases/{receipt.case}/receipt")
    with when("she goes back and presses again"):
        tao.page.go_back()
        tao.page.wait_for_load_state()
        tao.look()
        button = tao.page.get_by_role("button", name="提交申报")
        if button.count():
            tao.page.get_by_label("我已阅读并承诺").check()
            tao.press("提交申报")
        tao.reads(receipt.number)
    with then("there is one case with one number, and her page says where it is"):
        assert town.row("select count(*) from cases_case where person_id = ?", person_id(town, "陶澈")) == (1,)
        tao.go(f"/my/cases/{receipt.case}/receipt")
        tao.reads(receipt.number)
        tao.go("/my/")
        tao.reads("待单位核实", receipt.number)


def tao_truth() -> str:
    """The version of the statement of truth that the form carries."""
    from zhicheng.domain.truth import TRUTH_VERSION

    return TRUTH_VERSION


def person_id(town: Town, name: str) -> int:
    return int(town.row("select id from people_person where name = ?", name)[0])


def test_somebody_elses_case_does_not_exist(town: Town, tao: Visitor, jin: Visitor) -> None:
    case = town.row("select handle from cases_case where person_id = ?", person_id(town, "陶澈"))[0]
    tao.go(f"/my/cases/{case}/")
    assert tao.status == 200
    for reader, address in (
        (jin, f"/my/cases/{case}/"),
        (jin, f"/my/cases/{case}/receipt"),
        (jin, f"/my/cases/{case}/content"),
        (town.staff("陈昇"), f"/unit/cases/{case}/"),
        (town.staff("朱溪"), f"/bureau/cases/{case}/"),
    ):
        reader.go(address)
        assert reader.status == 404, (reader.name, address)
        assert "陶澈" not in reader.words
        reader.reads("没有")


def test_after_the_last_day_the_page_says_so_with_the_telephone(town: Town) -> None:
    yu = ready_to_submit(town, YU)
    yu.go("/my/apply/check")
    yu.reads("正在受理")
    with when("the last day has passed while the page was open"):
        town.move_clock_to("2024-12-21")
        yu.page.get_by_label("我已阅读并承诺").check()
        yu.press("提交申报")
    with then("nothing was submitted, she reads whom to call, and the draft is whole"):
        assert yu.status in (409, 422)
        yu.reads("没有提交", "请致电", "0500-2000001", "草稿会替您留着")
        assert town.row("select state, number from cases_case where person_id = ?", person_id(town, "俞沁")) == (
            "draft",
            None,
        )
        yu.go("/my/apply/")
        yu.reads("环境工程", LONGBRIDGE)


def test_every_page_on_the_way_was_sound(town: Town) -> None:
    assert town.inspector.faults == []
