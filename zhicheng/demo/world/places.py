"""The invented prefecture's bureaus, departments and employers, and the people who work in them."""

from dataclasses import dataclass
from datetime import date, datetime

from zhicheng.demo.world.cast import World
from zhicheng.domain.permissions import Role
from zhicheng.domain.uscc import invented_uscc
from zhicheng.people.models import Organisation, Person
from zhicheng.policy.deployment import deployed_pack

BUREAUS = {
    "330500": ("苕州市人力资源和社会保障局", "苕人社职", "苕州市清远路 100 号", ("周岚", "吴翀", "郑颖", "孙菀")),
    "330502": ("霅溪区人力资源和社会保障局", "霅人社职", "霅溪区青石桥路 18 号", ("冯栖", "褚卫", "蒋砚秋", "沈默然")),
    "330503": ("浔桑区人力资源和社会保障局", "浔人社职", "浔桑区丝行埭路 6 号", ("韩露", "杨柳岸", "朱成璧")),
    "330521": ("莫溪县人力资源和社会保障局", "莫人社职", "莫溪县英红街 77 号", ("尤溪", "许诺", "何田田", "吕一舟")),
    "330522": ("箬兴县人力资源和社会保障局", "箬人社职", "箬兴县雉城东路 21 号", ("施然", "张弛", "孔融融")),
    "330523": ("竹安县人力资源和社会保障局", "竹人社职", "竹安县昌平街 3 号", ("曹沐", "严谨", "华清和", "金鹿鸣")),
}
BUREAU_ROLES = (Role.BUREAU_CLERK, Role.BUREAU_REVIEWER, Role.BUREAU_LEADER, Role.PAPER_COUNTER)
DEPARTMENTS = {
    "education": ("霅溪区教育局", "330502", "魏书简"),
    "agriculture": ("苕州市农业农村局", "330500", "陶稼轩"),
    "health": ("苕州市卫生健康委员会", "330500", "姜济生"),
    "culture": ("苕州市文化广电旅游局", "330500", "戚雅集"),
    "library": ("竹安县文化和广电旅游体育局", "330523", "谢长卷"),
}
APPLYING_TOO = {"竺明远": ("male", date(1988, 5, 20))}
SUPPORT = (
    ("邹明鉴", Role.AUDITOR),
    ("喻守正", Role.SYSTEM_ADMIN),
    ("柏安澜", Role.SECURITY_ADMIN),
    ("水镜明", Role.AUDIT_ADMIN),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """An employer: key, name, kind, affiliation, and the names of its clerk and its heads."""

    key: str
    name: str
    kind: str
    affiliation: str
    clerk: str
    heads: tuple[str, ...]
    prefix: str = "91"
    supervised_by: str = ""
    self_evaluating: bool = False


UNITS = (
    Unit("qingbo", "苕州清波环境工程有限公司", "enterprise", "330500", "陈昇", ("顾堃",)),
    Unit("yunfan", "苕州云帆智能装备股份有限公司", "enterprise", "330500", "梅若兰", ("盛世安",)),
    Unit("hengchuan", "苕南新区恒川新材料有限公司", "enterprise", "nantaihu", "林溪", ("刁山川",)),
    Unit("zhaxi", "霅溪建设集团有限公司", "enterprise", "330502", "钟楚", ("徐茂公",)),
    Unit("shanqing", "莫溪县山青农业科技有限公司", "enterprise", "330521", "邱禾", ("骆田丰",)),
    Unit("zhuyun", "竹安县竹韵家居有限公司", "enterprise", "330523", "高节", ("竺明远", "夏清风")),
    Unit("guzhen", "浔桑区古镇文化旅游有限公司", "enterprise", "330503", "蔡织云", ("田问渠",)),
    Unit("xingruo", "箬兴县兴箬机械有限公司", "enterprise", "330522", "樊铁生", ("胡承钢",)),
    Unit("middle_school", "霅溪区实验中学", "public_institution", "330502", "凌润之", ("霍思齐",), "12", "education"),
    Unit("academy", "苕州市农业科学研究院", "public_institution", "330500", "虞稻香", ("万年青",), "12", "agriculture"),
    Unit("hospital", "苕州市中心医院", "public_institution", "330500", "支援", ("柯仁心",), "12", "health", True),
    Unit("museum", "苕州市博物馆", "public_institution", "330500", "昝古今", ("管藏真",), "12", "culture"),
    Unit("library", "竹安县图书馆", "public_institution", "330523", "卢万卷", ("莫知书",), "12", "library"),
    Unit("agency", "苕州市人才服务有限公司", "agency", "330500", "经纬", ("房玉成",)),
    Unit("lawyers", "浙江苕水律师事务所", "social_organisation", "330500", "裘律", ("缪正衡",), "31"),
    Unit("carving", "莫溪县老陈木雕工坊", "sole_trader", "330521", "干将", ("解木生",), "92"),
    Unit("survey", "远山勘测设计院驻苕分院", "enterprise", "other", "应远", ("宗山岳",)),
)


def open_offices(world: World, now: datetime) -> None:
    """Bureaus, departments and employers with their staff, all there since `now`."""
    _bureaus(world, now)
    for key, (name, area, person) in DEPARTMENTS.items():
        world.units[key] = Organisation.objects.create(name=name, kind="department", affiliation=area)
        world.appoint(_staff_member(world, person, now), Role.SUPERVISOR, world.units[key])
    for serial, unit in enumerate(UNITS, start=1):
        _employer(world, unit, serial, now)
    for name, role in SUPPORT:
        world.appoint(_staff_member(world, name, now), role, world.units["330500"])


def _bureaus(world: World, now: datetime) -> None:
    regions = deployed_pack().regions
    for area, (name, word, address, people) in BUREAUS.items():
        world.units[area] = Organisation.objects.create(
            name=name, kind="bureau", affiliation=area, phone=regions[area].phone, address=address, document_word=word
        )
        for role, person in zip(BUREAU_ROLES, people, strict=False):
            world.appoint(_staff_member(world, person, now), role, world.units[area])


def _employer(world: World, unit: Unit, serial: int, now: datetime) -> None:
    world.units[unit.key] = Organisation.objects.create(
        name=unit.name,
        kind=unit.kind,
        affiliation=unit.affiliation,
        uscc=invented_uscc(serial, unit.prefix),
        self_evaluating=unit.self_evaluating,
        supervised_by=world.units.get(unit.supervised_by),
        phone=f"0000{serial:03d}",
        address=f"苕州市虚构路 {serial * 7} 号",
    )
    world.appoint(_staff_member(world, unit.clerk, now), Role.EMPLOYER_CLERK, world.units[unit.key])
    for head in unit.heads:
        world.appoint(_staff_member(world, head, now), Role.EMPLOYER_HEAD, world.units[unit.key])


def _staff_member(world: World, name: str, now: datetime) -> Person:
    if name in APPLYING_TOO:
        return world.enter(name, *APPLYING_TOO[name], now=now)
    number = len(world.people)
    gender = "female" if number % 2 else "male"
    born = date(1970 + number % 24, 1 + number % 12, 1 + number % 28)
    return world.enter(name, gender, born, now=now)
