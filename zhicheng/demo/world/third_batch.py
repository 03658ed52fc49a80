"""The third batch of 2024, open on the demo's first day: a case in every state and on every branch."""

from collections.abc import Iterator
from datetime import date

from zhicheng.demo.world import plots
from zhicheng.demo.world.applicant import Applicant, Job, study
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.posts import post_table
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Plot
from zhicheng.demo.world.usual import bachelor, college, master, secondary

Told = Iterator[tuple[Story | None, Plot]]

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
AT_SCHOOL = (TIAN,)
AT_ACADEMY = (QIN,)


def third_batch(world: World) -> Told:
    """Every story of the batch with its plot."""
    yield None, post_table(world, "museum", "2024-11-26 10:20", (), quota=45, until="with_bureau")
    yield None, post_table(world, "library", "2024-11-28 15:00", (), quota=30, until="with_supervisor")
    yield None, post_table(world, "hospital", "2024-11-12 09:00", (), quota=600, until="returned")
    yield from _drafts(world)
    yield from _in_units(world)
    yield from _at_bureaus(world)
    yield from _on_lists(world)


def _drafts(world: World) -> Told:
    for name, unit, mark, note in (
        ("苏沐", "qingbo", "", "学历、社保还没有提取：点“提取”，几秒钟就有结果"),
        ("夏侯惇敏", "yunfan", "slow", "登记库答得慢：提取会等到超时，转为自行上传"),
        ("端木清扬", "hengchuan", "down", "登记库在维护：提取不成，可以自行上传"),
        ("公孙无忌", "zhaxi", "unknown", "登记库里没有记录：提取后须自行填写并上传证书"),
    ):
        one = bachelor(
            name, "male", unit, "环境工程", "技术员", "现场技术服务", registers="unasked", mark=mark, note=note
        )
        story = Story(world, one)
        yield story, plots.half_filled(story, "2024-11-28 20:05")
    story = Story(world, _account("白术", "male", "qingbo", "只有账号和一份空草稿，什么都没有填"))
    yield story, plots.nothing_at_all(story, "2024-12-01 21:30")
    story = Story(world, _account("杜若", "female", "shanqing", "刚注册，还没有开始；学历、社保可以提取"))
    yield story, plots.account_only(story, "2024-12-01 22:10")
    for one, when, plot in (
        (
            bachelor(
                "方圆",
                "female",
                "zhaxi",
                "园林",
                "园林设计",
                "居住区景观设计",
                note="草稿里有三处矛盾：时间、日期、重复",
            ),
            "2024-11-29 19:30",
            plots.conflicting,
        ),
        (
            bachelor(
                "岳灵",
                "female",
                "hospital",
                "生物医学工程",
                "设备工程师",
                "医疗设备维护",
                note="单位是自主评聘单位，不能在这里申报",
            ),
            "2024-11-27 20:00",
            plots.draft_only,
        ),
        (
            bachelor(
                "凌云志",
                "male",
                "yunfan",
                "计算机技术与软件",
                "软件工程师",
                "产线软件开发",
                note="所报专业须参加全国统一考试，不能初定",
            ),
            "2024-11-26 20:00",
            plots.draft_only,
        ),
        (
            bachelor(
                "罗嘉树",
                "male",
                "yunfan",
                "机械设计制造",
                "助理设计",
                "工装夹具设计",
                year=2024,
                forms=(),
                note="2024 年毕业，年限还不够，要到明年",
            ),
            "2024-11-25 20:00",
            plots.draft_only,
        ),
        (
            master(
                "姚远",
                "male",
                "hengchuan",
                "高分子材料",
                "研发员",
                "薄膜材料测试",
                year=2022,
                note="硕士毕业后满三年才能定中级",
            ),
            "2024-11-24 20:00",
            plots.draft_only,
        ),
        (
            bachelor(
                "闻人静",
                "female",
                "guzhen",
                "风景园林",
                "景区规划",
                "古镇保护规划和节点设计",
                note="浔桑区还没有公布初级的申报时间，草稿留着",
            ),
            "2024-11-22 20:00",
            plots.draft_only,
        ),
        (
            bachelor(
                "应天长",
                "male",
                "survey",
                "工程测量",
                "测量员",
                "地形测量和数据处理",
                note="省属单位，受理部门还定不了，须先咨询",
            ),
            "2024-11-21 20:00",
            plots.draft_only,
        ),
        (
            bachelor(
                "钟离春",
                "female",
                "agency",
                "环境工程",
                "环保专员",
                "企业环保台账和监测（人事代理）",
                year=2022,
                note="材料齐全，只差提交",
            ),
            "2024-11-30 19:00",
            plots.draft_only,
        ),
        (
            bachelor("柳如烟", "female", "qingbo", "环境工程", "环保专员", "环保管理", note="草稿撤回，以后再申报"),
            "2024-11-15 12:30",
            plots.withdrawn_draft,
        ),
    ):
        story = Story(world, one)
        yield story, plot(story, when)


def _account(name: str, gender: str, unit: str, note: str) -> Applicant:
    """Somebody with schooling and work on the registers, and nothing on the platform yet."""
    studies = (study("bachelor", "苕州学院", "环境工程", "2022-06-30"),)
    jobs = (Job(unit, "技术员", "环境监测", "2022-07-04"),)
    born = date(2000, 4, 18)
    return Applicant(name, gender, born, unit, "环境工程", studies, jobs, registers="unasked", note=note)


def _in_units(world: World) -> Told:
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


def _at_bureaus(world: World) -> Told:
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


def _on_lists(world: World) -> Told:
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
