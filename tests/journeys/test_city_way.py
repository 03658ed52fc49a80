"""(b) A master in a public institution becomes an engineer through the city, on a post of the approved table."""

from datetime import date

from tests.journeys.applying import choose, register, submit
from tests.journeys.archives import keep_archive
from tests.journeys.bureau_acts import approve, draft_document, issue_document, propose, publish
from tests.journeys.outcome import Ending, assert_ends_well, assert_list_is_public
from tests.journeys.papers import text_of
from tests.journeys.telling import given, then, when
from tests.journeys.town import Newcomer, Town
from tests.journeys.unit_acts import confirm_everything, publicise, recommend
from tests.journeys.visitor import Visitor

STATION = "苕州市环境监测站"
DOCUMENT = "关于公布林湄等同志初定专业技术职务任职资格的通知"
LIN = Newcomer(
    "林湄",
    21,
    date(1994, 5, 20),
    schooling=[
        {
            "level": "postgraduate",
            "school": "苕州大学",
            "speciality": "环境科学",
            "mode": "full_time",
            "enrolled": "2016-09-01",
            "date": "2019-06-30",
            "certificate_number": "103351201902000021",
        }
    ],
    degrees=[{"level": "master", "school": "苕州大学", "speciality": "环境科学", "date": "2019-06-30"}],
    insurance=[{"region": "330500", "employer": STATION, "from": "2019-07", "to": "2024-10"}],
)
FIGURES = {
    "ratio": ("5", "25", "40", "30"),
    "approved": ("1", "5", "8", "6"),
    "occupied": ("0", "4", "6", "6"),
    "offered": ("0", "0", "1", "0"),
}
LEVELS = ("senior", "associate_senior", "intermediate", "junior")


def test_a_master_of_a_public_institution_becomes_an_engineer_on_a_reserved_post(town: Town) -> None:
    with given("a master whom the registers know, registered on the platform"):
        town.tell_registers(LIN)
        lin = register(town, LIN)
        keep_archive(lin, LIN, STATION, years=(2021, 2022, 2023), first="2019-07-08")
    with given("a post table that the unit fills in, the department endorses and the bureau approves"):
        fill_in_post_table(town.staff("韩测"))
        endorse(town.staff("秦渚"))
        approve_table(town.staff("吴翀"))
    with when("she applies for the intermediate level, which the city decides"):
        choose(
            lin, level="intermediate", title="工程师", speciality="环境监测", employer=STATION, staffing="established"
        )
        receipt = submit(lin)
        assert receipt.number.startswith("CD-330500-2024-")
    with when("the unit confirms her claims, publicises her and recommends her"):
        confirm_everything(town.staff("韩测"), "林湄")
        publicise(town.staff("韩测"))
        town.move_clock_to("2024-11-12")
        recommend(town.staff("杨站"), "林湄", "竞聘上岗，公示无异议，同意推荐。")
    with then("the post is reserved for her"):
        assert post_of(town, "林湄") == ("reserved", 1)
        unit = town.staff("韩测")
        unit.go("/unit/posts/")
        unit.press("2024 年", within="main table")
        unit.reads("林湄", "已预留")
        paper = town.paper(unit, "main a[href^='/paper/']")
        assert "林湄" in text_of(paper)
    with when("two officers of the city look her case through, and the city publishes its list"):
        propose(town.staff("周岚"), "林湄")
        approve(town.staff("吴翀"), "林湄")
        listed = publish(town.staff("周岚"), "苕州市第三批拟初定人员公示")
        assert_list_is_public(town, listed, "林湄", "工程师")
    with when("nobody objected, and the leader signs the document"):
        town.move_clock_to("2024-11-20")
        lin.go("/my/")
        lin.waits_to_read("待发文")
        issue_document(town.staff("郑颖"), draft_document(town.staff("周岚"), DOCUMENT))
    with then("the post is used, and her certificate verifies"):
        assert post_of(town, "林湄") == ("used", 1)
        assert_ends_well(town, lin, Ending("林湄", "工程师", receipt, "苕州市第三批拟初定人员公示", DOCUMENT, "孙窗"))


def fill_in_post_table(clerk: Visitor) -> None:
    """One free post of the intermediate level, and who won the competition for it."""
    clerk.go("/unit/posts/")
    clerk.press("填写 2024 年的表")
    clerk.fill(staffing_quota="24", posts="20", already_titled="0")
    for row, figures in FIGURES.items():
        clerk.fill(**{f"{row}_{level}": figure for level, figure in zip(LEVELS, figures, strict=True)})
    person = {
        "name": LIN.name,
        "number": LIN.id_number,
        "present_title": "无",
        "post_title": "工程师",
        "grade": "10",
        "applies_for": "工程师",
    }
    clerk.fill(**{f"candidates-0-{name}": value for name, value in person.items()})
    clerk.page.locator('[name="candidates-0-level"]').select_option("intermediate")
    clerk.press("保存并送主管部门")
    clerk.reads("已送苕州市生态环境局审核")


def endorse(supervisor: Visitor) -> None:
    """The supervising department's word."""
    supervisor.go("/unit/supervised/")
    supervisor.press(STATION, within="main")
    supervisor.reads("林湄")
    supervisor.press("同意，送人社部门")


def approve_table(reviewer: Visitor) -> None:
    """The bureau's word."""
    reviewer.go("/bureau/posts/")
    reviewer.press(STATION, within="main")
    reviewer.reads("林湄")
    reviewer.fill(words="经审核，同意。")
    reviewer.press("同意", within="main form", exact=True)


def post_of(town: Town, name: str) -> tuple[str, int]:
    """The state of the post that names this person, and how many of its level are taken."""
    state, taken = town.row(
        "select c.state, l.taken from cases_postcandidate c join cases_postline l on l.id = c.line_id"
        " join people_person p on p.id = c.person_id where p.name = ?",
        name,
    )
    return str(state), int(taken)


def test_every_page_on_the_way_was_sound(town: Town) -> None:
    assert len(town.inspector.reached) > 30
    assert town.inspector.faults == []
