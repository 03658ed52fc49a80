"""What may be chosen: the pack's regions and series, and the codes of the eligibility check in Chinese."""

from collections.abc import Iterable

from zhicheng.domain.archive.codes import Choice
from zhicheng.domain.archive.countries import COUNTRIES
from zhicheng.domain.eligibility import Pack

Choices = list[tuple[str, str]]
UNKNOWN, MORE = "unknown", "more"
UNSURE = (UNKNOWN, "不清楚")
FREQUENT_SERIES = ("engineering", "agriculture", "school_teacher", "economics", "accounting")

# code on the page: words, diploma, degree
SCHOOLINGS: dict[str, tuple[str, str | None, str | None]] = {
    "secondary": ("中专", "secondary", None),
    "junior_college": ("大专", "junior_college", None),
    "bachelor": ("本科", "bachelor", None),
    "master": ("硕士研究生（有毕业证和学位证）", "postgraduate", "master"),
    "doctor": ("博士研究生（有毕业证和学位证）", "doctoral", "doctor"),
}
MORE_SCHOOLINGS: dict[str, tuple[str, str | None, str | None]] = {
    "second_bachelor": ("第二学士学位", "second_bachelor", "second_bachelor"),
    "postgraduate_class": ("研究生班", "postgraduate_class", None),
    "master_degree": ("只有硕士学位证书（没有研究生毕业证书）", None, "master"),
    "doctor_degree": ("只有博士学位证书（没有研究生毕业证书）", None, "doctor"),
    "postgraduate_diploma": ("只有研究生毕业证书（没有学位证书）", "postgraduate", None),
    "technician_class": ("技工院校预备技师（技师）班", "technician_class", None),
    "senior_skilled_worker": ("技工院校高级工班", "senior_skilled_worker", None),
    "skilled_worker": ("技校、中级工班", "skilled_worker", None),
    "vocational_high": ("职业高中", "vocational_high", None),
    "senior_high": ("普通高中", "senior_high", None),
}
RELATIONS: dict[str, tuple[str, str | None, str | None]] = {  # words, of the schooling, of the work
    "both": ("学的、做的都对口（相同或相近专业）", "related", "related"),
    "work_same": ("学的不对口，做的正是要申报的专业", "unrelated", "same"),
    "work_related": ("学的不对口，做的是相近专业", "unrelated", "related"),
    "neither": ("现在做的不是这个专业", None, "unrelated"),
    UNKNOWN: ("不清楚", None, None),
}
BEGUN: Choices = [
    ("next_month", "毕业后的下一个月（如6月毕业、7月上班）"),
    ("same_month", "毕业的当月"),
    (MORE, "其他时间"),
    ("none", "还没有工作"),
    UNSURE,
]
KINDS: Choices = [
    ("enterprise", "企业"),
    ("public_institution", "事业单位"),
    ("social_organisation", "社会组织"),
    ("sole_trader", "个体工商户"),
    ("agency", "人事代理"),
    ("government", "机关"),
    UNSURE,
]
GRADED: dict[str, tuple[str, str | None, bool | None]] = {  # words, grade, stamped
    "passed": ("合格以上，表已盖章", "qualified", True),
    "passed_bare": ("合格以上，表还没拿到", "qualified", False),
    "failed": ("基本合格或不合格", "basically_qualified", True),
    "none": ("没定等次", "none", True),
    UNKNOWN: ("不清楚或没考核", None, None),
}
FIELDS: Choices = [("same", "相同"), ("related", "相近"), ("unrelated", "不相关"), UNSURE]
YES_NO: Choices = [("yes", "有"), ("no", "没有"), UNSURE]
USUAL = "usual"
PROOFS = {
    USUAL: "按通常情况（国内的由平台提取）",
    "filing_form": "有证书和学信网备案表",
    "certificate": "只有证书",
    "cscse": "有证书和留学服务中心认证书",
    "none": "都没有",
}


def labelled(choices: Iterable[Choice]) -> Choices:
    """A closed list of the archive as Django wants it."""
    return [(one.code, one.label) for one in choices]


def countries() -> Choices:
    """Every country and region; the first four are those closest."""
    return labelled(COUNTRIES)


def affiliations(pack: Pack) -> Choices:
    """The pack's regions, somewhere else, or not known."""
    return [*((code, region.name) for code, region in pack.regions.items()), ("other", "外地或中央、省属单位"), UNSURE]


def frequent_subjects(pack: Pack) -> Choices:
    """The series that most ask for; what comes only by examination in it is named and left out."""
    return [(code, _name(pack, code)) for code in FREQUENT_SERIES if code in pack.series]


def more_subjects(pack: Pack) -> Choices:
    """The other series, and every speciality that comes only by examination: `series` or `series:speciality`."""
    rest = [(code, _name(pack, code)) for code in pack.series if code not in FREQUENT_SERIES]
    single = [
        (f"{one.series}:{one.speciality}", f"{pack.series[one.series].name} · {one.speciality}（须考试）")
        for one in pack.exam_only
        if one.speciality
    ]
    return single + rest


def excepted(pack: Pack, series: str) -> list[str]:
    """Specialities of a series that come only by examination."""
    return [one.speciality for one in pack.exam_only if one.series == series and one.speciality]


def only_by_exam(pack: Pack, series: str) -> bool:
    """Whether every title of the series that could be determined comes only by examination."""
    levels = {level for one in pack.exam_only if one.series == series and not one.speciality for level in one.levels}
    return bool(levels) and levels >= pack.reading.levels_by_determination


def _name(pack: Pack, series: str) -> str:
    name, apart = pack.series[series].name, excepted(pack, series)
    if only_by_exam(pack, series):
        return f"{name}（须考试）"
    return f"{name}（{'、'.join(apart)}除外）" if apart else name
