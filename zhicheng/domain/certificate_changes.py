"""What may be changed of an issued certificate, for which reasons, and how the change is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhicheng.domain.faults import Defect, Refused
from zhicheng.domain.identity.names import BadName, read_name
from zhicheng.domain.written import written

RULES = "《职称评审管理暂行规定》（人社部令第40号）"
YEARS_BARRED = 3  # after a title got by false material (人社部令第40号; 人社部发〔2024〕56号); see barring.py
Facts = dict[str, dict[str, str]]


class ChangeKind(StrEnum):
    """A wrong fact is put right; the same facts get a new number; the certificate counts no longer; that is undone."""

    CORRECTION = "correction"
    REPLACEMENT = "replacement"
    REVOCATION = "revocation"
    REINSTATEMENT = "reinstatement"


CHANGE_WORDS = {
    ChangeKind.CORRECTION: "更正",
    ChangeKind.REPLACEMENT: "换发",
    ChangeKind.REVOCATION: "撤销",
    ChangeKind.REINSTATEMENT: "恢复",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the closed list: as the officer picks it, as everybody reads it, and by which rule."""

    kind: ChangeKind
    code: str
    words: str
    public: str
    clause: str = ""
    years_barred: int = 0


_C, _P, _V, _R = ChangeKind
_AS_DECIDED = "证书应当与事实和公布文件一致"
REASONS: tuple[Reason, ...] = (
    Reason(_C, "entry_error", "申报或者录入时写错了", "原证书记载有误", _AS_DECIDED),
    Reason(_C, "other_proof", "与身份证件、营业执照等有效证明不一致", "原证书记载与有效证明不一致", _AS_DECIDED),
    Reason(_C, "fact_changed", "事实已依法变更（如依法改名）", "证书所载事实已依法变更", _AS_DECIDED),
    Reason(_P, "damaged_file", "证书文件损坏或者打不开", "原证书文件损坏"),
    Reason(_P, "changed_layout", "证书版式调整", "证书版式调整"),
    Reason(_P, "key_retired", "签章密钥停用", "为安全更换签章"),
    Reason(_P, "holder_asks", "持证人因编号外泄等原因申请换号", "应持证人申请"),
    Reason(
        _V,
        "false_material",
        "以虚假材料或者其他不正当手段取得",
        "以不正当手段取得",
        f"{RULES}关于弄虚作假取得的职称予以撤销的规定",
        YEARS_BARRED,
    ),
    Reason(_V, "not_eligible", "当时不符合初定条件，认定有误", "认定有误", "发证机关对认定有误的决定应当自行纠正"),
    Reason(_V, "review_or_court", "行政复议决定或者生效判决要求撤销", "依行政复议决定或者生效判决"),
    Reason(_V, "other", "其他依法应当撤销的情形", "依法撤销"),
    Reason(_R, "review", "行政复议决定撤销了原来的撤销决定", "依行政复议决定"),
    Reason(_R, "court", "人民法院生效判决撤销了原来的撤销决定", "依人民法院生效判决"),
    Reason(
        _R,
        "own_error",
        "本机关发现原来的撤销有误，自行纠正",
        "依发证机关自行纠正的决定",
        "发证机关对有误的决定应当自行纠正",
    ),
)


def reasons_for(kind: ChangeKind) -> tuple[Reason, ...]:
    """The closed list of a kind, in the order in which it is offered."""
    return tuple(reason for reason in REASONS if reason.kind is kind)


def reason_of(kind: ChangeKind | str, code: str) -> Reason:
    """The reason with this code. Raises Refused for one that is not on the kind's list."""
    for reason in REASONS:
        if (reason.kind, reason.code) == (kind, code):
            return reason
    raise Refused("请从清单中选择理由。")


def barred_until(reason: Reason, decided_on: date) -> date | None:
    """The last legal day on which the person may not apply; None where the reason bars nobody."""
    if not reason.years_barred:
        return None
    return _years_later(decided_on, reason.years_barred)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a certificate states: its name on the page, and how a right value is read (raises Refused)."""

    label: str
    read: Callable[[str], str]


def _name(text: str) -> str:
    try:
        return read_name(text)
    except BadName as fault:
        raise Refused(str(fault)) from fault


def _words(longest: int) -> Callable[[str], str]:
    return lambda text: " ".join(written(text, longest).split())


def _month(text: str) -> str:
    try:
        return date.fromisoformat(f"{text}-01").isoformat()[:7]
    except ValueError as fault:
        raise Refused("出生年月请写成 1999-06 这样。") from fault


GENDERS = {"female": "女", "male": "男"}


def _gender(text: str) -> str:
    if text not in GENDERS:
        raise Refused("性别请选择男或者女。")
    return text


# Series, title, level and day are not here: they are the decision itself, which is revoked or stands.
FACTS: dict[str, Fact] = {
    "name": Fact("姓名", _name),
    "gender": Fact("性别", _gender),
    "birth_month": Fact("出生年月", _month),
    "employer": Fact("工作单位", _words(100)),
    "speciality": Fact("专业", _words(100)),
}


def read_facts(stated: Mapping[str, str | None], right: Mapping[str, str]) -> Facts:
    """The facts that `right` puts otherwise than the certificate states them: {field: {before, after}}.

    An empty value means: as it is. Raises Refused with one defect a field that cannot be so, or when nothing differs.
    """
    found, defects = Facts(), list[Defect]()
    for field, fact in FACTS.items():
        typed, before = right.get(field, "").strip(), stated.get(field) or ""
        if not typed:
            continue
        try:
            after = fact.read(typed)
        except Refused as refused:
            defects.append(Defect(f"{fact.label}：{refused.message}", field))
            continue
        if after != before:
            found[field] = {"before": before, "after": after}
    if defects:
        raise Refused("更正的内容有误，没有提出。", tuple(defects))
    if not found:
        raise Refused("没有填写与原证书不同的内容。请只填写要更正的项目。")
    return found


def fact_words(field: str, value: str) -> str:
    """The value as the certificate prints it."""
    if field == "gender":
        return GENDERS.get(value, value)
    if field == "birth_month" and len(value) == len("1999-06"):
        return f"{int(value[:4])}年{int(value[5:])}月"
    return value


def public_words(kind: ChangeKind, reason: Reason, facts: Facts) -> str:
    """Why, as everybody may read who verifies the certificate: what kind of fact changed, never which value."""
    labels = "、".join(FACTS[field].label for field in FACTS if field in facts)
    return f"{CHANGE_WORDS[kind]}{labels}：{reason.public}" if labels else reason.public
