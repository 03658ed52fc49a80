"""Papers of people of whom no two share more than real people do: names, employers, schools, careers, dates, texts.

A typesetter that remembers what it has set must find nothing of a neighbour in the next paper but what the paper says
to everybody and what a city has few of: degrees, series, levels, the name of the bureau, the document of the day.
"""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from PIL import Image

from zhicheng.documents.papers.data import AssessmentRow, Certificate, DeterminationForm, HistoryRow, Target
from zhicheng.documents.papers.samples import sample


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
GIVEN = "翀喆堃文静敏伟芳秀英强磊洋艳勇军杰娟涛明佳宁雨晨思远嘉怡梓涵浩宇欣然子轩诗琪志国建华丽霞"
TOWNS = _listed("""
    东升 西苕 南塘 北山 长河 安平 德新 练溪 双桥 菱湾 织染 前溪 和丰 梅岭 洛浦 新塍 元洲
    武林 泗水 煤坑
""")
TRADES = _listed("环境工程 市政设计 精密机械 电子材料 生物医药 建筑规划 水利勘测 信息技术 食品检测 交通工程 纺织")
FORMS = _listed("有限公司 股份有限公司 研究院 设计所 集团有限公司 科技有限公司 检测中心 工程有限公司")
SORTS = _listed("工业大学 理工学院 大学 师范学院 农林大学 医学院 职业技术学院 科技学院")
MAJORS = _listed("环境工程 给排水科学与工程 机械设计制造及其自动化 电气工程 土木工程 软件工程 药学 测绘工程")
POSTS = _listed("技术员 设计员 助理工程师 项目专员 实验员 质检员 施工员 工艺员 研发助理 组长")
TITLES = (("工程技术", "助理工程师", "助理级"), ("工程技术", "技术员", "员级"), ("工程技术", "工程师", "中级"))
DID = _listed("完成 负责 参加 主持 编制 校核 改进 组织 整理 协助 承担 调试 验证 推广 跟踪 复核")
WORKS = _listed("""
    管网水力计算 施工图设计 工艺流程比选 设备安装调试 样品检测 数据分析 现场技术服务 操作规程修订
    质量记录归档 验收资料汇编 平面布置优化 运行方案比较 节能改造论证 试验大纲编写 图纸会审 概算复核
    风险评估 培训教材
""")
GAINS = _listed("""
    返修率下降百分之{} 节约费用{}万元 缩短工期{}天 形成报告{}份 绘制图纸{}张 解决问题{}处
    合格率提高百分之{} 完成继续教育{}学时 带教新人{}名 更新记录{}条
""")
CHECKED = _listed("经审核 经单位研究 经考核小组评议 经查阅材料和面谈 经推荐小组审议")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
CODE_LETTERS = 398
SUMMARY_LETTERS = (300, 1000)


def forms(count: int) -> list[DeterminationForm]:
    """So many people's forms, each with a photo; the same for the same count."""
    chance = Random(1)
    return [_form(chance) for _ in range(count)]


def certificates(count: int) -> list[Certificate]:
    """So many people's certificates, each with signed facts of its own in its code; the same for the same count."""
    chance = Random(2)
    return [_certificate(chance, number) for number in range(count)]


def _form(chance: Random) -> DeterminationForm:
    specimen = sample("determination_form")
    assert isinstance(specimen, DeterminationForm)
    employer, school, major, target = _employer(chance), _school(chance), chance.choice(MAJORS), _target(chance)
    born, left_school = _day(chance, 1985, 2001), _day(chance, 2008, 2022)
    notice, decided = _day(chance, 2024, 2024), _day(chance, 2025, 2025)
    return replace(
        specimen,
        dated=decided,
        application_number=f"CD-330502-2024-{chance.randrange(10**6):06}-{chance.choice(LETTERS[:26])}",
        version_code="-".join(f"{chance.randrange(16**4):04X}" for _ in range(3)),
        page_url=f"https://zhicheng.tiaozhou.example/p/{chance.randrange(16**12):012X}",
        name=_name(chance),
        gender=chance.choice("男女"),
        birth_month=_month(born),
        ethnicity=chance.choice(("汉族", "汉族", "汉族", "回族", "畲族", "土家族", "壮族")),
        political_status=chance.choice(("群众", "共青团员", "中共党员", "中共预备党员", "民盟盟员")),
        identity_number=f"330599{born:%Y%m%d}{chance.randrange(10**4):04}",
        photo=_photo(chance),
        employer=employer,
        started_work=_month(left_school + timedelta(days=40)),
        present_work=f"{major}（{_work(chance)}），{chance.randint(1, 9)} 年 {chance.randint(1, 11)} 个月",
        school=school,
        major=major,
        graduated=_month(left_school),
        length_of_schooling=chance.choice(("三年", "四年", "四年", "五年")),
        education=chance.choice(("大学本科", "大学专科", "硕士研究生")),
        degree=chance.choice(("工学学士", "理学学士", "农学学士", "")),
        diploma_number=f"{chance.randrange(10**17, 10**18)}",
        degree_number=f"{chance.randrange(10**15, 10**16)}",
        current_title=chance.choice(("无", f"{chance.choice(POSTS)}，{_month(_day(chance, 2015, 2023))}取得")),
        target=target,
        history=_history(chance, school, left_school.year),
        summary=_summary(chance, chance.randint(*SUMMARY_LETTERS)),
        assessments=tuple(
            AssessmentRow(year=year, grade=chance.choice(("合格", "合格", "优秀")), employer=employer)
            for year in range(2024 - chance.randint(1, 3), 2024)
        ),
        employer_opinion=f"{chance.choice(CHECKED)}，{_sentence(chance)}所填内容和所附材料属实，年度考核合格。已于"
        f"{_words(notice)}至{_words(notice + timedelta(days=7))}在本单位公示5个工作日，未收到异议。"
        f"同意推荐初定{target.title}任职资格。",
        bureau_opinion="经审核，申报人符合职称初定条件，名单已公示5个工作日，无异议。"
        f"同意初定{target.title}任职资格，取得时间为{_words(decided)}。",
        document_number=f"苕人社职〔{decided.year}〕{chance.randint(1, 400)}号",
        remarks=chance.choice(("", "", f"{_month(born)}出生证明另附", f"曾用名{_name(chance)}")),
        hand_in_by=decided + timedelta(days=chance.randint(10, 20)),
    )


def _certificate(chance: Random, number: int) -> Certificate:
    specimen = sample("certificate")
    assert isinstance(specimen, Certificate)
    decided = _day(chance, 2024, 2025)
    handle = f"{chance.randrange(16**16):016x}"
    address = f"https://zhicheng.tiaozhou.example/v/{handle}"
    facts = base64.urlsafe_b64encode(chance.randbytes(CODE_LETTERS)).decode()[: CODE_LETTERS - len(address) - 1]
    return replace(
        specimen,
        dated=decided + timedelta(days=chance.randint(0, 9)),
        certificate_number=f"330502-{decided.year}-4-{number:05}-{chance.choice(LETTERS[:26])}",
        name=_name(chance),
        gender=chance.choice("男女"),
        birth_month=_month(_day(chance, 1985, 2001)),
        employer=_employer(chance),
        target=_target(chance),
        obtained_on=decided,
        document_number=f"苕人社职〔{decided.year}〕{chance.randint(1, 400)}号",
        verify_url=address,
        proof_url=f"{address}#{facts}",
    )


def _name(chance: Random) -> str:
    return chance.choice(FAMILY) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2, 2))))


def _employer(chance: Random) -> str:
    given = "".join(chance.choices(GIVEN, k=2))
    return f"苕州{chance.choice(('', '市'))}{chance.choice(TOWNS)}{given}{chance.choice(TRADES)}{chance.choice(FORMS)}"


def _school(chance: Random) -> str:
    return f"{chance.choice(FAMILY)}{chance.choice(GIVEN)}{chance.choice(SORTS)}"


def _target(chance: Random) -> Target:
    series, title, level = chance.choice(TITLES)
    return Target(series=series, speciality=chance.choice(MAJORS), title=title, level=level)


def _day(chance: Random, first: int, last: int) -> date:
    return date(chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28))


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _work(chance: Random) -> str:
    return chance.choice(WORKS) + chance.choice(("、", "与", "和")) + chance.choice(WORKS)


def _sentence(chance: Random) -> str:
    gain = chance.choice(GAINS).format(chance.randint(2, 99))
    where = chance.choice(TOWNS) + chance.choice("镇站所园区")
    return f"{chance.choice(DID)}{where}{_name(chance)[0]}家{chance.choice(GIVEN)}项目的{_work(chance)}，{gain}。"


def _summary(chance: Random, letters: int) -> str:
    said = ""
    while len(said) < letters:
        said += f"{chance.randint(2015, 2024)}年{_sentence(chance)}"
    return said[: letters - 1] + "。"


def _history(chance: Random, school: str, left: int) -> tuple[HistoryRow, ...]:
    rows = [HistoryRow(period=f"{left - 4}.09—{left}.06", place=school, work=chance.choice(MAJORS), post="学生")]
    since = left
    for _ in range(chance.randint(1, 5)):
        until = since + 1
        period = f"{since}.{chance.randint(1, 12):02}—{until}.{chance.randint(1, 12):02}"
        rows.append(HistoryRow(period=period, place=_employer(chance), work=_work(chance), post=chance.choice(POSTS)))
        since = until
    return tuple(rows)


def _photo(chance: Random) -> bytes:
    """A JPEG as upload keeps it: noise over a colour, as many pixels as the frame of the form."""
    out = io.BytesIO()
    ground = Image.effect_noise((413, 579), 20).convert("RGB")
    Image.blend(ground, Image.new("RGB", ground.size, (chance.randrange(256), 120, 200)), 0.7).save(out, "JPEG")
    return out.getvalue()
