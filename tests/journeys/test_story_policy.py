"""The officer who must change three years to two, and wants to know beforehand whom it touches."""

import csv
import io
from datetime import date

from tests.journeys.applying import keep_choice, register, submit
from tests.journeys.archives import keep_archive
from tests.journeys.telling import given, then, when
from tests.journeys.town import Newcomer, Town
from tests.journeys.visitor import Visitor

LONGBRIDGE = "苕州长桥环保设备有限公司"
XU = Newcomer(
    "许砚",
    41,
    date(2001, 1, 8),
    schooling=[
        {
            "level": "bachelor",
            "school": "苕州学院",
            "speciality": "环境工程",
            "mode": "full_time",
            "enrolled": "2019-09-01",
            "date": "2023-06-30",
            "certificate_number": "103471202305000041",
        }
    ],
    insurance=[{"region": "330500", "employer": LONGBRIDGE, "from": "2023-07", "to": "2024-10"}],
)
COLLEGE = {  # two years and four months of work after junior college
    "as_of": "2024-11-04",
    "target": {"level": "assistant", "series": "engineering", "speciality": "环境工程"},
    "person": {"id_kind": "resident_id", "employed_in_city": True, "status": "in_post"},
    "employer": {"kind": "enterprise", "affiliation": "330500", "self_evaluating": False},
    "diplomas": [
        {"level": "junior_college", "date": "2022-06-30", "conclusion": "graduated", "mode": "full_time"}
        | {"field": "same", "country": "CN", "proof": "pulled"}
    ],
    "degrees": [],
    "work": [{"from": "2022-07-01", "to": None, "field": "same", "kind": "technical"}],
    "assessments": [{"year": 2023, "grade": "qualified", "stamped": True}],
    "insurance": {"source": "pulled", "region": "330500"},
    "licences": [],
    "titles": [],
}


def test_three_years_become_two_and_everybody_knew_whom_it_touches(town: Town) -> None:
    officer, leader = town.staff("吴翀"), town.staff("郑颖")
    with given("a bachelor of sixteen months whose application is under way, and the pack by which it is judged"):
        town.tell_registers(XU)
        xu = register(town, XU)
        keep_archive(xu, XU, LONGBRIDGE, years=(2023,), first="2023-07-10")
        keep_choice(xu, LONGBRIDGE, series="engineering", level="assistant", title="助理工程师", speciality="环境工程")
        receipt = submit(xu)
        pinned = town.row("select policy_sha256 from cases_case where number = ?", receipt.number)
        assert asked(town) == ("not_met", "1")
    with when("the officer begins a draft and changes three years to two, and one year to two"):
        officer.go("/bureau/policy/")
        officer.reads("要改政策，先起草一份", "苕州市2024年度职称初定")
        officer.press("起草", within=".next-step")
        officer.press("起草", within="main form", exact=True)
        officer.press("初定条件", within=".policy-parts")
        set_years(officer, "助理级 · R2 · 大学专科 · 满 3 年", "两")
        officer.press("保存并测算")
        officer.reads("应为 0 或大于 0 的整数，现在是 “两”")
        set_years(officer, "助理级 · R2 · 大学专科 · 满 两 年", "2")
        set_years(officer, "助理级 · R3 · 大学本科 · 满 1 年", "2")
        officer.press("保存并测算")
    with then("the examples say at once what no longer comes out as it was meant"):
        officer.reads("条件R2（大学专科→助理级）", "4 个没有通过", "不符合")
    with when("the officer writes into the examples what the new notice wants"):
        officer.press("修改算例")
        officer.reads("没有通过", "结论应得“符合”，实得“不符合”")
        for place in range(3):
            officer.page.locator(f'[name="cases[{place}].verdict"]').select_option("not_met")
        officer.page.locator('[name="cases[5].verdict"]').select_option("met")
        officer.press("保存并测算")
        officer.reads("6 个全部通过", "预演，看影响到谁")
    with when("the draft is proved and rehearsed on the cases there are"):
        officer.press("校验和预演")
        officer.page.get_by_text("结果会变的人").wait_for(timeout=180_000)
        officer.look()
    with then("the list names her, why and by which clause, and can be taken to the meeting"):
        officer.reads("许砚", receipt.number, "变差", "学历和工作年限", "第二条第3项", "合计")
        rows = list(csv.DictReader(io.StringIO(taken(officer).decode("utf-8-sig"))))
        assert [(row["姓名"], row["变化"]) for row in rows] == [("许砚", "变差")]
    with when("the officer proposes it, and may not publish it himself"):
        officer.press("返回草稿")
        officer.press("提请发布", within=".next-step")
        officer.fill(note="新通知第二条")
        officer.press("提请发布", within="main form")
        officer.reads("等另一位负责人发布", "您起草、修改或提请过这份草稿")
    with when("another reads the difference and the list, ticks that he did, and publishes"):
        leader.go("/bureau/policy/")
        leader.press("去核对")
        leader.press("核对并发布")
        leader.reads("改了什么", "影响到谁", "许砚", "名单共 1 件", "新通知第二条")
        leader.page.get_by_label("我已核对上面的差异和名单").check()
        leader.press("签认名单并发布")
        leader.reads("已发布", "郑颖发布")
    with then("whoever comes now is judged by it"):
        assert asked(town) == ("met", "2")
    with then("her application is still judged by the pack under which it was submitted"):
        assert town.row("select policy_sha256 from cases_case where number = ?", receipt.number) == pinned
        xu.go(f"/my/cases/{receipt.case}/")
        xu.reads("待单位核实")
        assert "不符合" not in xu.words
    assert not town.inspector.faults, "\n".join(town.inspector.faults)


def asked(town: Town) -> tuple[str, str]:
    """What the platform answers to the junior-college graduate, and by which version of the pack."""
    answer = town.public().context.request.post("/api/v1/eligibility", data=COLLEGE)
    assert answer.status == 200, answer.text()
    told = answer.json()
    return told["verdict"], told["policy"]["version"]


def set_years(officer: Visitor, row: str, years: str) -> None:
    """Open the row and type into its years."""
    place = officer.page.locator("details.policy-row").filter(has=officer.page.locator("summary", has_text=row)).first
    if place.get_attribute("open") is None:
        place.locator("summary").click()
    place.locator('[name$="].years"]').fill(years)


def taken(officer: Visitor) -> bytes:
    """The list as it is downloaded."""
    return officer.fetch(str(officer.page.get_by_role("link", name="下载名单（CSV）").get_attribute("href")))
