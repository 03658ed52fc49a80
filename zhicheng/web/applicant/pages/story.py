"""What happened to a case, told to the person it is about: plain words, no names of officials or objectors."""

from dataclasses import dataclass
from datetime import datetime

from zhicheng.cases.applicant_queries import Case, Event

TOLD: dict[str, tuple[str, str, str]] = {
    "submit": ("您提交了申报", "您", "good"),
    "resubmit": ("您补正后再次提交", "您", "good"),
    "withdraw": ("您撤回了申报", "您", "quiet"),
    "open_unit_publicity": ("单位核实完毕，开始单位公示", "employer", "good"),
    "recommend": ("单位推荐上报", "employer", "good"),
    "decline": ("单位不予推荐", "employer", "stop"),
    "return": ("退回补正", "desk", "wait"),
    "transfer": ("转到有权审批的部门，受理时间不变", "bureau", "quiet"),
    "county_check": ("县区初核完毕", "receiver", "good"),
    "approve": ("审核通过", "bureau", "good"),
    "refuse": ("不予通过", "bureau", "stop"),
    "publish": ("列入公示名单", "bureau", "good"),
    "raise_objection": ("公示期间收到异议，正在核实", "", "wait"),
    "dismiss_objection": ("异议经核实不成立，继续办理", "", "good"),
    "uphold_objection": ("异议经核实成立", "", "stop"),
    "clear": ("公示期满", "", "good"),
    "issue_document": ("发文公布", "bureau", "good"),
    "certify": ("颁发证书", "bureau", "good"),
    "receive_paper": ("收到您的纸质表", "receiver", "good"),
    "reissue": ("决定更正或换发您的证书", "bureau", "quiet"),
    "supersede": ("新证书制成，原编号停用", "bureau", "good"),
    "revoke": ("资格被撤销", "bureau", "stop"),
    "reinstate": ("撤销决定不再有效，资格恢复", "bureau", "good"),
    "lapse": ("补正期限届满，申报失效", "", "stop"),
    "rejudge": ("政策更新，您的申报改按新政策包办理，编号和提交时间不变", "", "quiet"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened."""

    title: str
    at: datetime
    who: str
    tone: str
    text: str = ""


def story_of(case: Case, events: list[Event]) -> list[Told]:
    """Those events that concern the person, in the order given; the desks' inner steps are left out."""
    return [_told(case, event) for event in events if event.act in TOLD]


def _told(case: Case, event: Event) -> Told:
    title, who, tone = TOLD[event.act]
    text = ""
    if event.act == "submit" and event.details.get("number"):
        text = f"编号 {event.details['number']}"
    if event.act == "return" and event.details.get("defects"):
        text = f"共 {event.details['defects']} 处，一次说清"
    if event.act == "rejudge":
        text = str(event.details.get("words", ""))
    return Told(title, event.at, _who(case, event, who), tone, text)


def _who(case: Case, event: Event, who: str) -> str:
    if who == "desk":
        who = str(event.details.get("desk", "bureau"))
    named = {"employer": case.employer, "bureau": case.authority, "receiver": case.received_by}
    if who in named:
        organisation = named[who]
        return organisation.name if organisation else ""
    return who
