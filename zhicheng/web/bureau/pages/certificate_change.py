"""What may be done to the certificate of a case, in plain words: the kinds to choose from, what each brings about."""

from dataclasses import dataclass
from typing import Any

from zhicheng.cases.queries import acts_open_to
from zhicheng.domain.certificate_changes import CHANGE_WORDS, ChangeKind
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change as the officer chooses it."""

    kind: ChangeKind
    word: str
    when: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a decision of this kind brings about."""

    consequences: list[str]


WHEN = {
    ChangeKind.CORRECTION: "证书上有一项写错了，例如姓名用字、出生年月、工作单位、专业。资格不变，换一个新编号。",
    ChangeKind.REPLACEMENT: "内容都对，只是文件损坏、版式或者签章更换、编号外泄。内容不变，换一个新编号。",
    ChangeKind.REVOCATION: "这项资格不该取得，例如材料虚假、认定有误。资格和证书都不再有效。",
    ChangeKind.REINSTATEMENT: "撤销决定已被行政复议决定、生效判决撤销，或者由本机关自行纠正。资格恢复，换一个新编号。",
}
_REISSUED = [
    "新证书由系统制作，通常几分钟；制成之前原证书仍然有效",
    "新证书制成后，原编号仍可核验，显示“已换发新证”和新编号",
    "生成通知书，本人和单位都能看到",
]
CONSEQUENCES = {
    ChangeKind.CORRECTION: ["按上面“更正为”的内容编一个新编号，制作新证书", *_REISSUED],
    ChangeKind.REPLACEMENT: ["内容不变，编一个新编号，制作新证书", *_REISSUED],
    ChangeKind.REVOCATION: [
        "这个人的所有证书编号都保留，从此每次核验都显示“已撤销”和所选的理由",
        "以这项资格占用的岗位空出",
        "生成撤销决定书，写明复议和诉讼的权利；本人和单位都能看到",
        "编号不能恢复：撤销决定以后被复议、判决撤销或者自行纠正的，资格恢复，但要换新编号",
    ],
    ChangeKind.REINSTATEMENT: [
        "资格从恢复日期起重新有效；内容不变，编一个新编号，制作新证书，通常几分钟",
        "新证书制成后，原编号仍可核验，显示“已换发新证”，说明曾被撤销、已予恢复，并指明新编号",
        "因这次撤销不得申报职称的，马上可以申报",
        "因撤销空出的岗位不会自动恢复，由单位按岗位管理的规定办理",
        "生成通知书，本人和单位都能看到",
    ],
}


def kinds_for(actor: Actor, case: Any) -> list[Kind]:
    """The kinds that this officer may propose now; none while a proposal waits that a new one may not push aside."""
    acts = acts_open_to(actor, case)
    waits = case.change_proposed_by_id or case.revocation_proposed_by_id
    kinds = [ChangeKind.CORRECTION, ChangeKind.REPLACEMENT] if Act.PROPOSE_REISSUE in acts and not waits else []
    if Act.PROPOSE_REVOCATION in acts and not case.revocation_proposed_by_id:
        kinds.append(ChangeKind.REVOCATION)
    if Act.PROPOSE_REINSTATEMENT in acts and not case.change_proposed_by_id:
        kinds.append(ChangeKind.REINSTATEMENT)
    return [Kind(kind, CHANGE_WORDS[kind], WHEN[kind]) for kind in kinds]


def question_for(kind: ChangeKind) -> Asked:
    return Asked(CONSEQUENCES[kind])
