"""The closed lists of words an entry may choose from, each code with its Chinese label."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a closed list and the word a person sees for it."""

    code: str
    label: str


def _choices(**labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, label) for code, label in labels.items())


DIPLOMA_LEVELS = _choices(
    doctoral="博士研究生",
    postgraduate="硕士研究生",
    postgraduate_class="研究生班",
    second_bachelor="第二学士学位",
    bachelor="本科",
    junior_college="大专",
    secondary="中专",
    vocational_high="职业高中",
    technician_class="预备技师、技师班",
    senior_skilled_worker="高级工班",
    skilled_worker="技校、中级工班",
    senior_high="普通高中",
)
DEGREE_LEVELS = _choices(
    doctor="博士",
    master="硕士",
    second_bachelor="第二学士学位",
    double_bachelor="双学士学位",
    bachelor="学士",
    honorary_doctor="名誉博士",
)
CONCLUSIONS = _choices(graduated="毕业", completed="结业", incomplete="肄业")
STUDY_MODES = _choices(
    full_time="全日制",
    correspondence="函授",
    evening="业余、夜大",
    self_study="自学考试",
    online="网络教育",
    open="开放大学",
)
WORK_KINDS = _choices(
    technical="专业技术工作", civil_service="公务员（含参公）工作", military="服役", internship="在校实习"
)
GRADES = _choices(
    excellent="优秀", qualified="合格", basically_qualified="基本合格", unqualified="不合格", none="未定等次"
)
LICENCES = _choices(teacher="教师资格证", broadcaster="播音员主持人证", lawyer="律师执业证", notary="公证员执业证")
TITLE_LEVELS = _choices(
    technician="员级", assistant="助理级", intermediate="中级", associate_senior="副高级", senior="正高级"
)
TITLE_ROUTES = _choices(determination="初定", review="评审", exam="考试")
TITLE_BASES = DIPLOMA_LEVELS + _choices(doctor="博士学位", master="硕士学位", double_bachelor="双学士学位")
GENDERS = _choices(male="男", female="女")
POLITICAL_STATUSES = _choices(
    party_member="中共党员",
    probationary_member="中共预备党员",
    league_member="共青团员",
    democratic_party="民主党派成员",
    no_party="无党派人士",
    masses="群众",
)
ATTACHMENT_KINDS = _choices(
    insurance_proof="参保证明",
    name_change="姓名或证件变更证明",
    employment_contract="劳动（聘用）合同",
    identity_scan="证件扫描件",
    other="其他",
)
# GB 3304; the names are their own codes, as they are what every paper prints.
ETHNICITIES = tuple(
    Choice(name, name)
    for name in (
        *("汉族", "蒙古族", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族"),
        *("瑶族", "白族", "土家族", "哈尼族", "哈萨克族", "傣族", "黎族", "傈僳族", "佤族", "畲族", "高山族", "拉祜族"),
        *("水族", "东乡族", "纳西族", "景颇族", "柯尔克孜族", "土族", "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族"),
        *("毛南族", "仡佬族", "锡伯族", "阿昌族", "普米族", "塔吉克族", "怒族", "乌孜别克族", "俄罗斯族", "鄂温克族"),
        *(
            "德昂族",
            "保安族",
            "裕固族",
            "京族",
            "塔塔尔族",
            "独龙族",
            "鄂伦春族",
            "赫哲族",
            "门巴族",
            "珞巴族",
            "基诺族",
        ),
        *("其他", "不适用（非中国籍）"),
    )
)
