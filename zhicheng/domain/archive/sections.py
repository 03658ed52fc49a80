"""The sections of the archive (业绩档案库) and the fields of each, as pages, forms and papers show them."""

from dataclasses import dataclass
from typing import Literal

from zhicheng.domain.archive import codes
from zhicheng.domain.archive.codes import Choice
from zhicheng.domain.archive.countries import COUNTRIES

FieldKind = Literal["text", "date", "month", "year", "choice", "bool", "longtext", "file", "organisation"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it is called, what may stand in it.

    `choices_from` names a list that the deployment hands in ("regions", "series"). `shape` names an extra rule
    ("uscc", "mobile", "email"). `spared_when_pulled`: a register's answer makes this field disappear.
    """

    name: str
    label: str
    kind: FieldKind = "text"
    required: bool = False
    choices: tuple[Choice, ...] = ()
    choices_from: str = ""
    hint: str = ""
    max_length: int = 100
    shape: str = ""
    may_be_future: bool = False
    spared_when_pulled: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the archive; `repeats` tells a list of entries from a single form."""

    code: str
    label: str
    fields: tuple[Field, ...]
    empty: str
    repeats: bool = True

    def field(self, name: str) -> Field:
        """The field of this name; KeyError when the section has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"section {self.code} has no field {name!r}")


def _proof(name: str, label: str, hint: str, *, required: bool = False) -> Field:
    return Field(name, label, "file", required=required, hint=hint, spared_when_pulled=True)


def _country() -> Field:
    return Field("country", "国家或地区", "choice", required=True, choices=COUNTRIES, hint="国内学历请选“中国”")


_SCAN = "原件的扫描件或照片，PDF、JPG、PNG，10 MB 以内"
_CSCSE = (
    Field("cscse_number", "留服认证书编号", hint="国（境）外学历学位填写"),
    _proof("cscse_file", "留服认证书", "国（境）外学历学位须上传教育部留学服务中心出具的认证书"),
)

SCHOOLING = Section(
    "schooling",
    "学历",
    (
        Field("level", "学历层次", "choice", required=True, choices=codes.DIPLOMA_LEVELS),
        Field("school", "毕业院校", "organisation", required=True),
        Field("speciality", "所学专业", required=True, hint="与毕业证书上的一致"),
        Field("mode", "学习形式", "choice", required=True, choices=codes.STUDY_MODES),
        Field("enrolled", "入学日期", "date"),
        Field("date", "毕业日期", "date", required=True, hint="毕业证书上的日期，如 2021-06-30"),
        Field("conclusion", "毕（结）业结论", "choice", required=True, choices=codes.CONCLUSIONS),
        _country(),
        Field("certificate_number", "证书编号", hint="毕业证书上的编号，一般为 17 或 18 位", max_length=40),
        _proof("certificate_file", "毕业证书", _SCAN, required=True),
        _proof("filing_form_file", "学历备案表", "在学信网申请的《教育部学历证书电子注册备案表》，PDF"),
        Field("filing_form_code", "备案表在线验证码", max_length=40, spared_when_pulled=True),
        Field("filing_form_until", "备案表有效期至", "date", may_be_future=True, spared_when_pulled=True),
        *_CSCSE,
    ),
    "还没有学历。系统会从学历库提取；提取不到的，请在这里添加并上传证书。",
)

DEGREE = Section(
    "degree",
    "学位",
    (
        Field("level", "学位", "choice", required=True, choices=codes.DEGREE_LEVELS),
        Field("school", "授予单位", "organisation", required=True),
        Field("speciality", "学科或专业", required=True),
        Field("date", "授予日期", "date", required=True, hint="学位证书上的日期，如 2021-06-30"),
        _country(),
        Field("certificate_number", "证书编号", hint="学位证书上的编号，一般为 16 位", max_length=40),
        _proof("certificate_file", "学位证书", _SCAN, required=True),
        _proof("filing_form_file", "学位查询或认证报告", "在学信网申请的学位证明，PDF"),
        *_CSCSE,
    ),
    "还没有学位。没有学位的，不必添加。",
)

WORK = Section(
    "work",
    "工作经历",
    (
        Field("employer", "工作单位", "organisation", required=True, hint="单位全称"),
        Field("uscc", "统一社会信用代码", shape="uscc", max_length=30, hint="18 位，在营业执照或法人证书上"),
        Field("from", "开始日期", "date", required=True),
        Field("to", "结束日期", "date", hint="现在仍在职的，请留空"),
        Field("post", "岗位或职务", required=True),
        Field("kind", "工作性质", "choice", required=True, choices=codes.WORK_KINDS),
        Field("content", "专业技术工作内容", "longtext", required=True, max_length=1000, hint="从事何种专业技术工作"),
        Field("explanation", "时间重叠的说明", "longtext", max_length=500, hint="与其他经历时间重叠时填写"),
        Field("contract_file", "劳动（聘用）合同", "file", hint=_SCAN),
    ),
    "还没有工作经历。请从毕业后的第一份工作写起，写到现在。",
)

INSURANCE = Section(
    "insurance",
    "社会保险",
    (
        Field("region", "参保地", "choice", required=True, choices_from="regions"),
        Field("from", "起始月份", "month", required=True),
        Field("to", "截止月份", "month", required=True, hint="最近一次缴费的月份"),
        Field("employer", "缴费单位", "organisation", required=True),
        _proof("file", "参保证明", "可在浙里办、支付宝或浙江政务服务网下载，PDF", required=True),
    ),
    "还没有参保记录。系统会自动提取；提取不到的，请在这里添加并上传参保证明。",
)

ASSESSMENT = Section(
    "assessment",
    "年度考核",
    (
        Field("year", "考核年度", "year", required=True),
        Field("employer", "考核单位", "organisation", required=True),
        Field("grade", "考核等次", "choice", required=True, choices=codes.GRADES),
        Field("grade_as_written", "考核表上的原文", hint="如“良好”“称职”，与上面的等次写法不同时填写"),
        Field("stamped", "考核表已加盖单位公章", "bool"),
        _proof("file", "年度考核登记表", _SCAN, required=True),
    ),
    "还没有年度考核。初定助理级需要近一年的，初定中级需要近三年的。",
)

LICENCE = Section(
    "licence",
    "职业资格",
    (
        Field("kind", "证书种类", "choice", required=True, choices=codes.LICENCES),
        Field("subject", "学段、学科或范围", hint="如“高中物理”"),
        Field("number", "证书编号", required=True, max_length=40),
        Field("date", "取得日期", "date", required=True),
        _proof("file", "职业资格证书", _SCAN, required=True),
    ),
    "没有职业资格证书的，不必添加。教师、播音员主持人、律师、公证员须添加。",
)

TITLE = Section(
    "title",
    "已有职称",
    (
        Field("level", "级别", "choice", required=True, choices=codes.TITLE_LEVELS),
        Field("series", "系列", "choice", required=True, choices_from="series"),
        Field("speciality", "专业", required=True),
        Field("via", "取得方式", "choice", required=True, choices=codes.TITLE_ROUTES),
        Field("date", "取得日期", "date", required=True),
        Field("basis", "当时所依据的学历或学位", "choice", choices=codes.TITLE_BASES, hint="初定取得的请填写"),
        Field("number", "证书编号", max_length=40),
        _proof("file", "职称证书", _SCAN),
    ),
    "没有职称的，不必添加。",
)

SUMMARY = Section(
    "summary",
    "个人专业技术工作小结",
    (Field("text", "小结", "longtext", required=True, max_length=3000, hint="写本人做了哪些专业技术工作、有哪些成果"),),
    "还没有写小结。它将印在《初定专业技术职务任职资格表》上。",
    repeats=False,
)

BASICS = Section(
    "basics",
    "基本信息",
    (
        Field("gender", "性别", "choice", required=True, choices=codes.GENDERS),
        Field("birth_date", "出生日期", "date", required=True),
        Field("former_name", "曾用名"),
        Field("ethnicity", "民族", "choice", required=True, choices=codes.ETHNICITIES),
        Field("political_status", "政治面貌", "choice", choices=codes.POLITICAL_STATUSES),
        Field("nationality", "国籍或地区", "choice", choices=COUNTRIES),
        Field("phone", "手机号码", required=True, shape="mobile", max_length=30),
        Field("email", "电子邮箱", shape="email"),
        Field("work_start", "参加工作日期", "date", required=True),
        Field("department", "现部门和岗位"),
        Field("speciality_now", "现从事专业", required=True),
        Field("file_keeper", "人事档案存放单位", "organisation"),
        Field("photo", "证件照", "file", hint="近期免冠正面照，JPG 或 PNG"),
    ),
    "还没有填写基本信息。",
    repeats=False,
)

ATTACHMENT = Section(
    "attachment",
    "其他附件",
    (
        Field("kind", "材料种类", "choice", required=True, choices=codes.ATTACHMENT_KINDS),
        Field("title", "材料名称", required=True),
        Field("file", "文件", "file", required=True, hint=_SCAN),
        Field("note", "说明", "longtext", max_length=500),
    ),
    "没有其他附件。提取不到参保记录的，参保证明也可以传在这里。",
)

SECTIONS: tuple[Section, ...] = (
    BASICS,
    SCHOOLING,
    DEGREE,
    WORK,
    INSURANCE,
    ASSESSMENT,
    LICENCE,
    TITLE,
    SUMMARY,
    ATTACHMENT,
)
_BY_CODE = {section.code: section for section in SECTIONS}


def section_of(code: str) -> Section:
    """The section of this code; KeyError when there is none."""
    return _BY_CODE[code]
