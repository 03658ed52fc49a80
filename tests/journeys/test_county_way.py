"""(a) A bachelor in an enterprise of a county becomes an assistant engineer, from an empty database."""

from datetime import date

from tests.journeys.applying import assessment, choose, pull, register, submit, write_entry
from tests.journeys.bureau_acts import approve, draft_document, issue_document, propose, publish
from tests.journeys.outcome import Ending, assert_ends_well, assert_list_is_public
from tests.journeys.papers import text_of
from tests.journeys.telling import given, then, when
from tests.journeys.town import Newcomer, Town
from tests.journeys.unit_acts import confirm_everything, publicise, recommend
from tests.journeys.visitor import Visitor

DOCUMENT = "关于公布沈喆等同志初定专业技术职务任职资格的通知"
SHEN = Newcomer(
    "沈喆",
    11,
    date(1999, 3, 2),
    schooling=[
        {
            "level": "bachelor",
            "school": "苕州学院",
            "speciality": "环境工程",
            "mode": "full_time",
            "enrolled": "2017-09-01",
            "date": "2021-06-30",
            "certificate_number": "103471202105000011",
        }
    ],
    insurance=[{"region": "330521", "employer": "莫溪清波环境工程有限公司", "from": "2021-07", "to": "2024-10"}],
)
EMPLOYER = "莫溪清波环境工程有限公司"


def test_a_bachelor_of_a_county_enterprise_becomes_an_assistant_engineer(town: Town) -> None:
    with given("a county whose window is open, and registers that know her"):
        town.tell_registers(SHEN)
        town.public().go("/batches/")
        town.public().reads("莫溪县", "正在申报")
    with when("she registers, has schooling and insurance pulled, and writes the rest herself"):
        shen = register(town, SHEN)
        write_archive(shen)
    with when("she chooses what to apply for, and submits"):
        choose(shen, level="assistant", title="助理工程师", speciality="环境工程", employer=EMPLOYER)
        shen.reads("莫溪县")
        receipt = submit(shen)
    with then("she has a receipt with number, time and digest, on the page and as a paper"):
        assert receipt.number.startswith("CD-330521-2024-")
        paper = town.paper(shen, "#receipt-paper a[href^='/paper/']")
        assert receipt.number in text_of(paper)
        code = receipt.digest[:12].upper()
        assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in text_of(paper)
    with when("the unit confirms every claim and publicises her for five working days"):
        clerk = town.staff("陈昇")
        confirm_everything(clerk, "沈喆")
        notice = publicise(clerk)
        clerk.reads("2024年11月11日")
    with then("the unit's notice is public, as a page and as a paper"):
        paper = town.paper(clerk, "main a[href^='/paper/']")
        assert "沈喆" in text_of(paper)
        town.public().go(f"/notice/unit/{notice.rstrip('/').rpartition('/')[2]}")
        town.public().reads("沈喆", "提出异议")
    with when("the days are over and the responsible person recommends her"):
        town.move_clock_to("2024-11-12")
        recommend(town.staff("顾堃"), "沈喆")
    with when("two officers of the county look her case through, and the county publishes its list"):
        propose(town.staff("朱溪"), "沈喆")
        approve(town.staff("钱岑"), "沈喆")
        listed = publish(town.staff("朱溪"), "莫溪县第三批拟初定人员公示")
    with then("everybody can read the list"):
        assert_list_is_public(town, listed, "沈喆", "助理工程师")
    with when("nobody objected for five working days, and the leader signs the document"):
        town.move_clock_to("2024-11-20")
        shen.go("/my/")
        shen.waits_to_read("待发文")
        document = draft_document(town.staff("朱溪"), DOCUMENT)
        issue_document(town.staff("冯岱"), document)
    with then("her certificate verifies, the document is public, and the counter takes in her paper"):
        ending = Ending("沈喆", "助理工程师", receipt, "莫溪县第三批拟初定人员公示", DOCUMENT, "褚台")
        assert_ends_well(town, shen, ending)


def write_archive(shen: Visitor) -> None:
    """What the registers know is pulled; the rest is typed, field by field."""
    pull(shen)
    shen.go("/my/archive/schooling/")
    shen.reads("苕州学院", "不用填写，也不用上传证明")
    shen.go("/my/archive/insurance/")
    shen.reads(EMPLOYER, "不用填写，也不用上传证明")
    basics = {
        "gender": "female",
        "birth_date": "1999-03-02",
        "ethnicity": "汉族",
        "phone": SHEN.phone,
        "work_start": "2021-07-10",
        "speciality_now": "环境工程",
    }
    work = {
        "employer": EMPLOYER,
        "from": "2021-07-10",
        "post": "设计员",
        "kind": "technical",
        "content": "污水处理设计",
    }
    write_entry(shen, "basics", basics)
    write_entry(shen, "work", work)
    write_entry(shen, "assessment", *assessment(2023, EMPLOYER))
    write_entry(shen, "summary", {"text": "三年来从事污水处理工程设计。"})


def test_every_page_on_the_way_was_sound(town: Town) -> None:
    assert len(town.inspector.reached) > 40
    assert town.inspector.faults == []
