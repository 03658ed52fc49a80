"""The third batch: drafts, half-filled, at odds with themselves, too early, or only not sent yet."""

from datetime import date

from zhicheng.demo.world import plots
from zhicheng.demo.world.applicant import Applicant, Job, study
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Told
from zhicheng.demo.world.usual import bachelor, master


def drafts(world: World) -> Told:
    """Whoever has not submitted."""
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
