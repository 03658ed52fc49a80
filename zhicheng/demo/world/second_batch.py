"""The second batch of 2024: certified, one refused after an objection, papers that came late or not at all."""

from collections.abc import Iterator
from datetime import date

from zhicheng.demo.world import plots
from zhicheng.demo.world.applicant import Applicant, Job, study
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.moments import at, workday_after
from zhicheng.demo.world.posts import Chosen, post_table
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.third_batch_units import TIAN
from zhicheng.demo.world.timeline import Plot, Told
from zhicheng.demo.world.usual import FORMS, bachelor, college, master
from zhicheng.domain.identity.check_digit import check_character


def with_check(first_seventeen: str) -> str:
    return first_seventeen + check_character(first_seventeen)


def second_batch(world: World) -> Told:
    """Every story of the batch with its plot, the school's table first."""
    teacher = Story(world, TEACHER)
    later = tuple(Chosen(Story(world, one), "junior", "二级教师", "二级教师", 12) for one in (TIAN,))
    chosen = (Chosen(teacher, "junior", "二级教师", "二级教师", 12), *later)
    yield None, post_table(world, "middle_school", "2024-06-18 09:30", chosen, quota=120)
    yield teacher, plots.handed_in(teacher, "2024-07-15 10:02", "2024-10-28 10:10")
    for applicant, when, paper in _certified():
        story = Story(world, applicant)
        yield story, plots.handed_in(story, when, paper) if paper else plots.approved(story, when)
    story = Story(world, OBJECTED)
    yield (
        story,
        plots.objected_at_bureau(story, "2024-08-06 10:44", "2024-10-16 14:20", "2024-10-21 16:10", upheld=True),
    )
    story = Story(world, LAPSED)
    yield story, plots.returned_by_bureau(story, "2024-08-20 16:25")
    story = Story(world, WITHDRAWN)
    yield story, plots.withdrawn_at_bureau(story, "2024-09-03 11:11")
    story = Story(world, DISMISSED)
    yield story, _dismissed(story)


def _dismissed(story: Story) -> Plot:
    """An objection in the unit was found groundless; the case went on, and the title was issued."""
    now = yield from plots.objection_dismissed_in_unit(story, "2024-07-23 09:25")
    now = yield workday_after(now, 2, "10:05")
    story.propose(now)
    now = yield workday_after(now, 1, "16:00")
    story.approve(now)
    now = yield at("2024-10-30 15:40")
    story.hand_in_paper(now)


TEACHER = bachelor(
    "施晓雯",
    "female",
    "middle_school",
    "初中数学",
    "数学教师",
    "七、八年级数学教学和班主任工作",
    series="school_teacher",
    title="二级教师",
    major="数学与应用数学",
    school="苕州师范学院",
    licences=(("teacher", "演示教资000001"),),
)
OBJECTED = bachelor("郭天佑", "male", "yunfan", "机械设计制造", "工艺员", "机加工工艺编制", year=2021)
LAPSED = bachelor(
    "谢雨桐",
    "female",
    "qingbo",
    "环境工程",
    "检测员",
    "水质取样和实验室分析",
    note="没有在期限内补正，申报已失效；可以重新申报",
)
WITHDRAWN = bachelor("金泽宇", "male", "hengchuan", "高分子材料", "工艺员", "挤出造粒工艺管理", year=2022)
DISMISSED = bachelor("闻人雪", "female", "qingbo", "给水排水", "设计助理", "市政管网施工图设计", year=2021)


def _certified() -> Iterator[tuple[Applicant, str, str]]:
    abroad = "香港海岸大学"
    yield (
        Applicant(
            "何佩珊",
            "female",
            date(1994, 11, 5),
            "yunfan",
            "自动化控制",
            (
                study("bachelor", abroad, "电子工程", "2017-06-30", country="HK"),
                study("postgraduate", abroad, "自动化", "2019-11-20", country="HK"),
            ),
            (Job("yunfan", "控制工程师", "智能仓储设备控制系统开发", "2020-03-02"),),
            FORMS,
            level="intermediate",
            id_kind="hk_macao_permit",
            id_number="H00000017",
            nationality="HK",
            registers="unknown",
            note="香港居民；学历凭留服认证，库中查不到",
        ),
        "2024-07-16 15:21",
        "2024-10-29 09:15",
    )
    yield (
        bachelor(
            "陈思远",
            "male",
            "hengchuan",
            "高分子材料",
            "技术服务工程师",
            "客户试模和材料性能测试",
            studies=(study("bachelor", "台湾海东科技大学", "材料工程", "2020-06-15", country="TW"),),
            jobs=(Job("hengchuan", "技术服务工程师", "客户试模和材料性能测试", "2021-02-22"),),
            id_kind="taiwan_permit",
            id_number="00000023",
            nationality="TW",
            registers="unknown",
            note="台湾居民",
        ),
        "2024-07-24 11:30",
        "2024-10-31 14:00",
    )
    yield (
        bachelor(
            "梁家豪",
            "male",
            "qingbo",
            "环境工程",
            "项目工程师",
            "环评报告编制和现场监测",
            id_kind="hmt_residence_permit",
            id_number=with_check("82000019990614001"),
            nationality="MO",
            born=date(1999, 6, 14),
            note="澳门居民，持居住证",
        ),
        "2024-08-12 09:48",
        "2024-11-01 10:20",
    )
    yield (
        Applicant(
            "Margaret Elizabeth Thompson-O’Connell",
            "female",
            date(1990, 2, 17),
            "hengchuan",
            "高分子材料",
            (study("doctoral", "University of Northmoor", "Polymer Science", "2018-07-20", country="GB"),),
            (Job("hengchuan", "首席研究员", "生物基材料研究", "2019-01-07"),),
            FORMS,
            level="intermediate",
            id_kind="foreign_permanent_residence",
            id_number=with_check("90000019900217003"),
            nationality="GB",
            ethnicity="不适用（非中国籍）",
            registers="unknown",
            note="持外国人永久居留身份证，拉丁字母姓名；纸质表交迟了",
        ),
        "2024-08-15 14:36",
        "2024-11-18 16:30",
    )
    yield (
        bachelor(
            "顾念", "female", "zhaxi", "建筑工程", "预算员", "工程量计算和造价编制", note="证书已发，纸质表逾期未交"
        ),
        "2024-07-18 10:29",
        "",
    )
    yield (
        bachelor(
            "丁香凝",
            "female",
            "shanqing",
            "园艺",
            "品控员",
            "果蔬采后品质检测",
            series="agriculture",
            title="助理农艺师",
        ),
        "2024-08-01 13:13",
        "2024-10-30 09:50",
    )
    yield (
        master(
            "翁锦堂",
            "male",
            "xingruo",
            "机械设计制造",
            "主任设计",
            "液压机械设计和样机试验",
            year=2019,
            note="县里的单位，中级由市里办理",
        ),
        "2024-08-21 09:05",
        "2024-10-28 14:40",
    )
    yield (
        college(
            "韦春生",
            "male",
            "carving",
            "工艺美术",
            "木雕艺人",
            "木雕摆件设计和制作",
            series="arts_and_crafts",
            year=2018,
        ),
        "2024-07-30 16:16",
        "2024-10-31 09:05",
    )
