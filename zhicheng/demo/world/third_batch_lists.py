"""The third batch: approved, on a public list, cleared, decided, certified."""

from zhicheng.demo.world import plots
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Told
from zhicheng.demo.world.usual import bachelor, college, master


def on_lists(world: World) -> Told:
    """Whoever was approved."""
    for one, when, paper in (
        (
            bachelor("程灵素", "female", "qingbo", "环境工程", "环境监测", "大气和噪声监测", year=2020),
            "2024-10-09 09:08",
            "2024-11-20 10:00",
        ),
        (
            bachelor("温青青", "female", "yunfan", "电气自动化", "电气工程师", "传感器选型和调试"),
            "2024-10-10 10:19",
            "",
        ),
        (
            bachelor(
                "胡斐然", "male", "qingbo", "给水排水", "设计员", "泵站设计", note="公示已过，等着发文；纸质表已交"
            ),
            "2024-10-24 10:41",
            "2024-11-27 09:30",
        ),
        (
            master(
                "李沅芷",
                "female",
                "yunfan",
                "机械设计制造",
                "设计工程师",
                "减速机设计",
                note="公示已过，等着发文；纸质表还没有交",
            ),
            "2024-10-24 14:33",
            "",
        ),
        (
            bachelor(
                "郝青田",
                "male",
                "shanqing",
                "园艺",
                "农技员",
                "水果分拣技术",
                series="agriculture",
                title="助理农艺师",
                note="公布文件已起草，等负责人签发",
            ),
            "2024-10-24 15:20",
            "2024-11-28 09:50",
        ),
        (
            college(
                "常建工",
                "male",
                "zhaxi",
                "建筑工程",
                "质检员",
                "混凝土质量检验",
                year=2019,
                note="公布文件刚签发，证书正在制作",
            ),
            "2024-10-28 09:55",
            "2024-11-28 10:30",
        ),
        (
            bachelor(
                "石破天",
                "male",
                "qingbo",
                "环境工程",
                "工程师",
                "固废处置方案设计",
                note="人社部门公示中，任何人可以提出异议",
            ),
            "2024-11-06 11:16",
            "",
        ),
        (master("文泰来", "male", "hengchuan", "高分子材料", "研发工程师", "涂料配方研究"), "2024-11-06 14:49", ""),
        (
            bachelor("骆冰", "female", "zhuyun", "家具设计", "设计师", "竹制家具设计", school="之江林学院"),
            "2024-11-06 16:07",
            "",
        ),
        (
            bachelor("万里", "male", "yunfan", "机械设计制造", "设计员", "输送线设计", note="已批准，等列入公示名单"),
            "2024-11-13 09:20",
            "",
        ),
        (bachelor("余鱼同", "male", "zhaxi", "建筑工程", "施工员", "装配式构件安装"), "2024-11-13 10:58", ""),
    ):
        story = Story(world, one)
        yield story, plots.handed_in(story, when, paper) if paper else plots.approved(story, when)
    held = Story(
        world,
        bachelor(
            "沐剑屏",
            "female",
            "yunfan",
            "电气自动化",
            "电气工程师",
            "电控系统维护",
            note="公示期间有异议，只暂停她一人，同批的人已通过",
        ),
    )
    yield held, plots.objected_at_bureau(held, "2024-10-24 16:10", "2024-11-20 20:40")
