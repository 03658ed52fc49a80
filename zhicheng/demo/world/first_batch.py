"""The first batch of 2024: all decided and certified but for one refusal; one title corrected, one revoked since."""

from collections.abc import Iterator
from datetime import date

from zhicheng.demo.world import plots
from zhicheng.demo.world.applicant import Applicant
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.posts import Chosen, post_table
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.third_batch_bureaus import QIN
from zhicheng.demo.world.timeline import Told
from zhicheng.demo.world.usual import bachelor, college, master, secondary


def first_batch(world: World) -> Told:
    """Every story of the batch with its plot; the tables that make room in the academy come first."""
    for applicant, when, paper in _certified():
        story = Story(world, applicant)
        if applicant.unit == "academy":
            chosen = (Chosen(story, "intermediate", "农艺师", "农艺师", 10),)
            yield None, post_table(world, "academy", "2024-03-12 10:00", (*chosen, *_later_at_academy(world)))
        yield story, plots.handed_in(story, when, paper)
    story = Story(world, REVOKED)
    yield story, plots.revoked(story, "2024-04-22 10:31", "2024-07-24 15:20", "2024-10-08 10:00", "2024-10-10 16:30")
    story = Story(world, DOUBTED)
    yield story, plots.revoked(story, "2024-05-08 16:02", "2024-07-26 09:40", "2024-11-21 11:00")
    story = Story(world, CORRECTED)
    right = {"speciality": "建筑工程施工"}
    times = ("2024-04-18 08:50", "2024-07-24 09:00", "2024-09-03 10:15", "2024-09-04 14:30")
    yield story, plots.corrected(story, *times, right)
    story = Story(world, REFUSED)
    note = "所学为市场营销，现从事销售管理，与申报的机械设计制造专业不相同、不相近。"
    yield story, plots.refused(story, "2024-04-26 09:15", "field_differs", note)


def _later_at_academy(world: World) -> tuple[Chosen, ...]:
    return tuple(Chosen(Story(world, one), "junior", "助理农艺师", "助理农艺师", 12) for one in (QIN,))


CORRECTED = bachelor("沈昇", "male", "zhaxi", "建筑工程", "施工员", "住宅和学校项目的现场施工技术管理", year=2022)
REVOKED = bachelor("邵一鸣", "male", "qingbo", "环境工程", "环保工程师", "工业废水处理设施的调试和运行", year=2022)
DOUBTED = bachelor("申屠晏", "female", "yunfan", "机械设计制造", "结构设计", "输送设备的结构设计和图纸审核", year=2021)
REFUSED = bachelor(
    "戴梦琪", "female", "yunfan", "机械设计制造", "区域销售主管", "设备销售和客户维护", year=2021, major="市场营销"
)


def _certified() -> Iterator[tuple[Applicant, str, str]]:
    yield (
        bachelor(
            "徐锦程",
            "male",
            "qingbo",
            "环境工程",
            "工艺设计",
            "城镇污水处理厂工艺设计",
            year=2022,
            note="证书已核发，可下载、可核验",
        ),
        "2024-04-10 09:12",
        "2024-07-22 10:05",
    )
    yield (
        bachelor(
            "阿卜杜热合曼·买买提明",
            "male",
            "yunfan",
            "机械设计制造",
            "机械工程师",
            "数控装备的机械设计和装配工艺",
            ethnicity="维吾尔族",
            school="昆仑工学院",
        ),
        "2024-04-15 14:20",
        "2024-07-23 09:30",
    )
    yield (
        master("陆𬭛", "male", "hengchuan", "高分子材料", "研发工程师", "改性塑料配方和挤出工艺研究"),
        "2024-05-13 10:45",
        "2024-07-25 14:10",
    )
    yield (
        master(
            "吴堃",
            "male",
            "academy",
            "作物栽培",
            "农艺师",
            "水稻良种试验和栽培技术推广",
            series="agriculture",
            title="农艺师",
        ),
        "2024-05-20 11:05",
        "2024-07-26 10:15",
    )
    yield (
        bachelor(
            "钱翀",
            "male",
            "shanqing",
            "园艺",
            "种植技术员",
            "设施蔬菜育苗和病虫害防治",
            series="agriculture",
            title="助理农艺师",
            school="之江农学院",
        ),
        "2024-04-23 15:35",
        "2024-07-26 15:00",
    )
    yield (
        bachelor(
            "汪子涵",
            "female",
            "lawyers",
            "律师",
            "执业律师",
            "民商事诉讼和企业法律顾问",
            series="public_legal_service",
            title="四级律师",
            major="法学",
            licences=(("lawyer", "演示律执000001"),),
            born=date(1998, 9, 9),
        ),
        "2024-05-07 16:40",
        "2024-07-29 11:20",
    )
    yield (
        secondary("朱小满", "female", "zhaxi", "建筑工程", "资料员", "工程资料的收集、整理和归档"),
        "2024-05-09 10:10",
        "2024-07-24 09:20",
    )
    yield (
        college("闵仲康", "male", "yunfan", "电气自动化", "电气调试员", "自动化产线电气安装和调试", year=2019),
        "2024-05-27 13:55",
        "2024-07-29 16:00",
    )
