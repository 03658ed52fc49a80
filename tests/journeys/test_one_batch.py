"""(c) One returned and corrected, (d) one refused with its clause, (e) one held by an objection and then cleared."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.journeys.applying import Receipt, entry_open, keep_choice, register, submit, upload
from tests.journeys.archives import graduate, keep_archive
from tests.journeys.bureau_acts import approve, check_rest, draft_document, issue_document, open_case, propose, publish
from tests.journeys.outcome import Ending, assert_ends_well, assert_list_is_public
from tests.journeys.papers import text_of
from tests.journeys.scans import scan
from tests.journeys.telling import given, then, when
from tests.journeys.town import Newcomer, Town
from tests.journeys.unit_acts import confirm_everything, publicise
from tests.journeys.visitor import Visitor

LONGBRIDGE = "苕州长桥环保设备有限公司"
LIST = "苕州市第三批拟初定人员公示"
XU = graduate("许砚", 31, LONGBRIDGE, {"born": date(1999, 1, 8)})
HE = graduate("何屿", 32, LONGBRIDGE, {"born": date(1998, 7, 15), "gender": "male"})
SHI = graduate("施岑", 33, LONGBRIDGE, {"born": date(1997, 11, 3)})


@dataclass
class Applied:
    """One of the three, with browser and receipt."""

    visitor: Visitor
    receipt: Receipt

    @property
    def address(self) -> str:
        return f"/my/cases/{self.receipt.case}/"


@pytest.fixture(scope="module")
def three(town: Town) -> dict[str, Applied]:
    """Three of one enterprise have applied, were publicised together and recommended; it is Tuesday 2024-11-12."""
    applied = {newcomer.name: apply(town, newcomer) for newcomer in (XU, HE, SHI)}
    clerk, head = town.staff("卫桥"), town.staff("蒋梁")
    for name in applied:
        confirm_everything(clerk, name)
    where = publicise(clerk)
    town.move_clock_to("2024-11-12")
    head.go(where)
    head.reads("推荐谁", *applied)
    head.press("推荐勾选的人员")
    for one in applied.values():
        one.visitor.go("/my/")
        one.visitor.reads("待人社审核")
    return applied


def apply(town: Town, newcomer: Newcomer) -> Applied:
    town.tell_registers(newcomer)
    visitor = register(town, newcomer)
    keep_archive(visitor, newcomer, LONGBRIDGE, years=(2023,), first="2021-07-12")
    keep_choice(visitor, LONGBRIDGE, series="engineering", level="assistant", title="助理工程师", speciality="环境工程")
    return Applied(visitor, submit(visitor))


def test_one_is_refused_with_its_clause(town: Town, three: dict[str, Applied]) -> None:
    he, reviewer = three["何屿"], town.staff("吴翀")
    with when("the reviewer finds that his work is of another field, and refuses"):
        open_case(reviewer, "何屿")
        check_rest(reviewer)
        reviewer.press("不予通过", within="#acts", number=0)
        reviewer.page.locator('[name="reason"]').select_option("field_differs")
        reviewer.fill(note="现岗位为行政管理，不是环境工程的专业技术工作。")
        reviewer.press("看决定书")
        reviewer.reads("决定（预览）", "第一条", "现岗位为行政管理")
        reviewer.press("作出决定")
        reviewer.reads("作出不予通过的决定")
    with then("he reads reason, facts, clause and what he can do, on the page and on the paper"):
        he.visitor.go(he.address)
        he.visitor.reads("未通过", "所学专业或现从事的工作与申报专业不相同", "第一条", "行政复议", "现岗位为行政管理")
        paper = town.paper(he.visitor, "main a[href^='/paper/']:has-text('告知书')")
        words = text_of(paper)
        assert "何屿" in words, words
        assert "第一条" in words, words
        assert "行政复议" in words, words
        assert he.receipt.number in words, words
    with then("nothing more can be done to the case, and a new one may begin"):
        assert he.visitor.context.request.get(f"{he.address}withdraw").status in (404, 409)
        he.visitor.go("/my/apply/")
        he.visitor.reads("开始申报")


def test_one_is_returned_with_two_defects_at_once_and_corrected(town: Town, three: dict[str, Applied]) -> None:
    xu, clerk = three["许砚"], town.staff("周岚")
    with when("the clerk marks two defects and returns the case with both in one notice"):
        open_case(clerk, "许砚")
        mark_defect(clerk, "originals", "not_original_scan", "2023 年考核表模糊，看不清公章。")
        mark_defect(clerk, "insurance_here", "insurance_unexplained", "请说明参保地。")
        check_rest(clerk)
        clerk.press("退回补正", within="#acts", number=0)
        clerk.reads("需要补正以下 2 处", "2023 年考核表模糊")
        clerk.press("退回", within="main form")
        clerk.reads("已退回许砚补正")
    with then("she reads both, with clauses, cures and the last day, on the page and on the paper"):
        xu.visitor.go("/my/")
        xu.visitor.reads("已退回待补正")
        xu.visitor.go(xu.address)
        xu.visitor.reads("需要您补正 2 处", "2023 年考核表模糊", "请说明参保地", "第三条")
        paper = town.paper(xu.visitor, "main a[href^='/paper/']:has-text('告知书')")
        words = text_of(paper)
        assert "2023年考核表模糊" in words, words
        assert "请说明参保地" in words, words
        assert "第三条" in words, words
    with when("she scans the form again, adds an explanation, and submits again"):
        correct_both(xu.visitor)
        xu.visitor.go("/my/apply/check")
        xu.visitor.reads("与上次提交相比", "核对并再次提交")
        xu.visitor.page.get_by_label("我已阅读并承诺").check()
        xu.visitor.press("再次提交", within="main form")
        xu.visitor.reads("已再次提交", "待人社审核")
    with then("the case is back at the bureau under its number, and the change is shown"):
        xu.visitor.reads(xu.receipt.number)
        open_case(clerk, "许砚")
        clerk.reads("与上次提交相比", xu.receipt.number)


def mark_defect(officer: Visitor, item: str, reason: str, note: str) -> None:
    """One question of the check list has a wrong answer."""
    place = officer.page.locator(f"#item-{item}")
    place.get_by_text("有问题…").click()
    place.locator('[name="reason"]').select_option(reason)
    place.locator('[name="note"]').fill(note)
    place.get_by_role("button", name="记为有问题").click()
    officer.page.locator(f"#item-{item}.is-defect").wait_for()


def correct_both(visitor: Visitor) -> None:
    visitor.go("/my/archive/assessment/")
    entry = visitor.page.locator("details.entry").first
    handle = str(entry.get_attribute("id")).removeprefix("e-")
    visitor.go(f"/my/archive/assessment/?open={handle}")
    visitor.page.locator(f"#f-{handle}-file").get_by_text("换一个文件").click()
    upload(visitor, handle, "file", scan("年度考核登记表", "2023 年度", LONGBRIDGE, "考核等次：合格", "（重新扫描）"))
    visitor.go("/my/archive/attachment/")
    visitor.press("添加一条")
    handle = entry_open(visitor)
    form = visitor.page.locator(f"#e-{handle} form[data-autosave-url]")
    form.locator('[name="kind"]').select_option("other")
    form.locator('[name="title"]').fill("参保情况说明")
    form.locator('[name="title"]').blur()
    visitor.page.locator("[data-saved-state].is-saved").first.wait_for()
    upload(visitor, handle, "file", scan("参保情况说明", "本人在市本级参保，与单位所在地一致。"))


def test_an_objection_holds_one_person_while_the_list_goes_on(town: Town, three: dict[str, Applied]) -> None:
    xu, shi = three["许砚"], three["施岑"]
    clerk, reviewer, leader = town.staff("周岚"), town.staff("吴翀"), town.staff("郑颖")
    with given("two who are approved and stand on one public list"):
        for name in ("许砚", "施岑"):
            propose(clerk, name)
            approve(reviewer, name)
        listed = publish(clerk, LIST)
        assert_list_is_public(town, listed, "许砚", "施岑")
    with when("a passer-by objects to one of them"):
        passer_by = town.somebody("异议人")
        passer_by.go(f"/notice/{listed}")
        passer_by.press("提出异议", within="main table tr:has-text('施岑')")
        passer_by.fill(ground="她 2022 年全年在外地工作，并不在这家单位。", name="金某", contact="0500-2000999")
        passer_by.press("提交异议")
        passer_by.reads("已收到您的异议", "只显示这一次")
        code = passer_by.page.locator(".receipt-code").inner_text()
    with then("she is told that her case is held, and not by whom"):
        shi.visitor.go(shi.address)
        shi.visitor.reads("收到异议，正在核实", "身份保密")
        assert "金某" not in shi.visitor.words
    with when("the days of the list are over"):
        town.move_clock_to("2024-11-20")
        xu.visitor.go("/my/")
        xu.visitor.waits_to_read("待发文")
    with then("the list went on for the other, who gets document and certificate; she waits"):
        shi.visitor.go(shi.address)
        shi.visitor.reads("公示中", "正在核实")
        document = draft_document(clerk, "关于公布许砚等同志任职资格的通知")
        clerk.reads("许砚")
        assert "施岑" not in clerk.page.locator("main").inner_text()
        issue_document(leader, document)
        ending = Ending("许砚", "助理工程师", xu.receipt, LIST, "关于公布许砚等同志任职资格的通知", "孙窗")
        assert_ends_well(town, xu.visitor, ending)
    with when("the reviewer looks into the objection and finds nothing in it"):
        reviewer.go("/bureau/publicities/")
        reviewer.press(LIST, within="main table")
        reviewer.press("施岑", within="main table:has-text('事由')")
        reviewer.page.locator('[name="upheld"][value="no"]').check()
        reviewer.fill(finding="经查参保和考勤记录，她 2022 年全年在岗，异议不成立。")
        reviewer.press("下一步")
        reviewer.press("作出处理")
        reviewer.reads("异议已处理")
    with then("the objector reads the finding by the code, and she is cleared and certified"):
        passer_by.go("/objection/")
        passer_by.fill(code=code)
        passer_by.press("查询", within="main form")
        passer_by.reads("异议不成立", "全年在岗")
        shi.visitor.go("/my/")
        shi.visitor.waits_to_read("待发文")
        issue_document(leader, draft_document(clerk, "关于公布施岑同志任职资格的通知"))
        ending = Ending("施岑", "助理工程师", shi.receipt, LIST, "关于公布施岑同志任职资格的通知", "孙窗")
        assert_ends_well(town, shi.visitor, ending)


def test_every_page_on_the_way_was_sound(town: Town) -> None:
    assert len(town.inspector.reached) > 40
    assert town.inspector.faults == []
