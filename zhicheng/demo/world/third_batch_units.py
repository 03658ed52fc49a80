"""The third batch: what lies with the employers."""

from datetime import date

from zhicheng.demo.world import plots
from zhicheng.demo.world.applicant import Applicant, Job, study
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Told
from zhicheng.demo.world.usual import bachelor, master

TIAN = bachelor(
    "田园",
    "female",
    "middle_school",
    "初中科学",
    "科学教师",
    "八年级科学教学和实验室管理",
    series="school_teacher",
    title="二级教师",
    major="科学教育",
    school="苕州师范学院",
    licences=(("teacher", "演示教资000002"),),
    note="事业单位：单位公示已期满，等校长推荐，推荐时预留岗位",
)


def in_units(world: World) -> Told:
    """Waiting, returned, publicised, objected to, declined."""
    owner = Applicant(
        "竺明远",
        "male",
        date(1988, 5, 20),
        "zhuyun",
        "家具设计",
        (study("bachelor", "之江林学院", "木材科学与工程", "2011-06-30"),),
        (Job("zhuyun", "总经理兼设计师", "竹家具结构设计和工艺改进", "2013-03-01"),),
        ((2022, "qualified"), (2023, "qualified")),
        note="企业负责人为自己申报：本单位的核实、推荐须由别人办理",
    )
    for one, when, plot in (
        (
            bachelor("孔令仪", "female", "yunfan", "机械设计制造", "设计员", "包装机械设计", year=2022),
            "2024-11-29 10:06",
            plots.submitted,
        ),
        (owner, "2024-11-28 16:48", plots.partly_looked_through),
        (
            bachelor(
                "毕淑敏",
                "female",
                "qingbo",
                "给水排水",
                "设计助理",
                "管网设计",
                note="单位退回后已补正，单位看得到改了什么",
            ),
            "2024-11-20 09:33",
            plots.corrected_for_unit,
        ),
        (
            bachelor(
                "欧阳雪", "female", "hengchuan", "高分子材料", "检验员", "材料检验", note="单位退回，要把工作内容写清楚"
            ),
            "2024-11-25 15:17",
            plots.returned_by_unit,
        ),
        (
            bachelor("尉迟公瑾", "male", "yunfan", "电气自动化", "电气设计", "控制柜设计和调试", year=2020),
            "2024-11-25 09:44",
            plots.in_unit_publicity,
        ),
        (
            master("慕容雪村", "male", "yunfan", "机械设计制造", "仿真工程师", "结构有限元分析和轻量化设计"),
            "2024-11-25 10:12",
            plots.in_unit_publicity,
        ),
        (
            bachelor(
                "宇文拓",
                "male",
                "zhaxi",
                "建筑工程",
                "技术员",
                "施工方案编制",
                note="单位公示期间有人提出异议，推荐暂停",
            ),
            "2024-11-20 11:02",
            plots.objected_in_unit,
        ),
        (TIAN, "2024-11-19 14:25", plots.in_unit_publicity),
        (
            bachelor(
                "马逸",
                "male",
                "shanqing",
                "园艺",
                "技术员",
                "苗木繁育",
                series="agriculture",
                title="助理农艺师",
                note="单位不予推荐",
            ),
            "2024-11-11 10:50",
            plots.declined,
        ),
    ):
        story = Story(world, one)
        yield story, plot(story, when)
