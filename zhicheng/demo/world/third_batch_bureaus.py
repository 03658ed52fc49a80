"""The third batch: what lies at the bureaus' desks."""

from zhicheng.demo.world import plots
from zhicheng.demo.world.applicant import Job
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Told
from zhicheng.demo.world.usual import bachelor, college, master, secondary

QIN = bachelor(
    "秦岚",
    "female",
    "academy",
    "植物保护",
    "助理研究",
    "稻田病虫害监测预报",
    series="agriculture",
    title="助理农艺师",
    note="事业单位：推荐时已预留岗位",
)


def at_bureaus(world: World) -> Told:
    """Fresh, half looked through, proposed, disagreed, returned, corrected, transferred, refused, withdrawn."""
    redone = master(
        "陶然",
        "female",
        "hengchuan",
        "高分子材料",
        "研发工程师",
        "可降解材料研究",
        titles=(
            {
                "level": "assistant",
                "series": "engineering",
                "speciality": "高分子材料",
                "via": "determination",
                "date": "2018-12-20",
                "basis": "bachelor",
                "number": "演示助证000001",
            },
        ),
        jobs=(Job("hengchuan", "研发工程师", "可降解材料研究", "2017-07-10"),),
        note="已有助理级，硕士毕业满年限，重新确定中级",
    )
    transferred = Story(
        world,
        bachelor(
            "易水寒",
            "male",
            "hengchuan",
            "化工工艺",
            "工艺员",
            "聚合工艺管理",
            year=2020,
            note="单位迁址，由市里转到霅溪区办理",
        ),
    )
    yield transferred, plots.transferred(transferred, "2024-11-14 10:27", "330502")
    for one, when, plot in (
        (
            bachelor(
                "沈喆",
                "female",
                "qingbo",
                "环境工程",
                "环境工程师",
                "工业园区污水处理方案设计",
                note="人社部门一次告知两处问题，改好再提交",
            ),
            "2024-11-06 09:58",
            plots.returned_by_bureau,
        ),
        (
            master(
                "凌霄",
                "male",
                "xingruo",
                "机械设计制造",
                "设计工程师",
                "纺织机械设计",
                note="县里的单位，中级由市里审核",
            ),
            "2024-11-18 13:40",
            plots.recommended,
        ),
        (
            bachelor("裴野", "male", "zhaxi", "建筑工程", "施工员", "道路工程施工管理", year=2020),
            "2024-11-18 15:51",
            plots.recommended,
        ),
        (
            secondary("郑小乙", "male", "zhaxi", "建筑工程", "测量放线工", "施工测量放线"),
            "2024-11-18 16:20",
            plots.recommended,
        ),
        (QIN, "2024-11-15 09:10", plots.recommended),
        (redone, "2024-11-15 14:02", plots.recommended),
        (
            bachelor(
                "江上舟",
                "male",
                "yunfan",
                "电气自动化",
                "电气工程师",
                "机器人工作站集成",
                note="经办已提出通过，等第二人批准",
            ),
            "2024-11-13 10:37",
            plots.proposed,
        ),
        (
            bachelor(
                "林徽言",
                "female",
                "qingbo",
                "环境工程",
                "环保顾问",
                "排污许可咨询",
                year=2020,
                note="经办正在核对，已标出一处问题",
            ),
            "2024-11-18 09:22",
            plots.partly_looked_through_at_bureau,
        ),
        (
            college(
                "纪晓风",
                "male",
                "yunfan",
                "机械设计制造",
                "工艺员",
                "冲压工艺编制",
                major="模具设计",
                note="第二人不同意，退回经办再看",
            ),
            "2024-11-12 11:29",
            plots.disagreed,
        ),
        (
            bachelor(
                "司马青衫",
                "male",
                "qingbo",
                "环境工程",
                "项目经理助理",
                "环保工程现场管理",
                note="补正后直接回到人社部门，改过的地方标了出来",
            ),
            "2024-10-31 16:44",
            plots.corrected_for_bureau,
        ),
        (
            bachelor(
                "皇甫嵩",
                "male",
                "qingbo",
                "市政工程",
                "设计员",
                "市政道路排水设计",
                note="补正时改了公示过的专业，须由单位重新公示",
            ),
            "2024-10-31 10:18",
            plots.unit_redone,
        ),
        (
            bachelor(
                "蒲松林", "male", "shanqing", "园艺", "技术员", "茶园管理", series="agriculture", title="助理农艺师"
            ),
            "2024-11-18 10:20",
            plots.recommended,
        ),
    ):
        story = Story(world, one)
        yield story, plot(story, when)
    story = Story(world, bachelor("甄士隐", "male", "yunfan", "机械设计制造", "质检员", "来料检验", year=2020))
    note = "2023 年度考核登记表经原单位核实不是其出具。"
    yield story, plots.refused(story, "2024-10-22 15:05", "false_material", note)
    story = Story(world, bachelor("段誉之", "male", "hengchuan", "高分子材料", "技术员", "吹膜工艺", year=2020))
    yield story, plots.withdrawn_at_bureau(story, "2024-11-07 09:36")
