"""The words of the papers of one case: receipt, return, refusal, slip."""

from datetime import date, timedelta

from django.conf import settings

from zhicheng.cases.actions.receive_paper import form_version
from zhicheng.cases.models import Case, Inquiry
from zhicheng.documents.papers import data
from zhicheng.documents.words.shared import address, code_of, contact_of, target_of
from zhicheng.domain.archive import section_of, value_label
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import BUREAU_ZONE, legal_day
from zhicheng.domain.words import clause_words
from zhicheng.policy.deployment import pack_of

REVIEW_DAYS = 60


def receipt(case: Case) -> data.Receipt:
    """提交回执 of the first submission."""
    snapshot = case.snapshots.order_by("ordinal")[0]
    files = snapshot.body["files"].values()
    return data.Receipt(
        dated=legal_day(given(case.submitted_at)),
        demo=settings.DEMO,
        application_number=given(case.number),
        applicant=case.person.name,
        employer=given(case.employer).name,
        target=target_of(case),
        batch=case.batch,
        authority=contact_of(given(case.received_by)),
        submitted_at=given(case.submitted_at).astimezone(BUREAU_ZONE),
        content_code=code_of(snapshot.sha256),
        statement_version=case.truth_statement,
        materials=tuple(f"{file['name']}（{file['pages']} 页）" for file in files),
        next_step="您的单位将核实所填内容，并在本单位公示不少于规定的工作日。批准之前，您可以随时撤回。",
        page_url=address(f"/my/cases/{case.handle}/"),
    )


def return_notice(inquiry: Inquiry) -> data.ReturnNotice:
    """一次性告知书: all defects of one return."""
    case = inquiry.case
    desk = case.employer if inquiry.desk == "employer" else case.authority
    return data.ReturnNotice(
        dated=legal_day(inquiry.asked_at),
        demo=settings.DEMO,
        notice_number=f"{case.number}-{case.inquiries.filter(pk__lte=inquiry.pk).count()}",
        application_number=given(case.number),
        applicant=case.person.name,
        target=target_of(case),
        defects=tuple(
            data.Defect(
                what=defect["what"],
                where=_place(defect["where"]),
                clause=clause_words(defect["clause"]),
                cure=defect["cure"],
            )
            for defect in inquiry.body["defects"]
        ),
        due_on=legal_day(given(inquiry.due_at) - timedelta(seconds=1)),
        asker=contact_of(given(desk)),
        page_url=address(f"/my/cases/{case.handle}/"),
    )


def _place(where: str) -> str:
    """Where a defect is, in words: the archive's section, else the check list or the application itself."""
    kind, _, rest = where.partition(":")
    section = rest.split(":")[0]
    try:
        return f"业绩档案库·{section_of(section).label}"
    except (KeyError, ValueError):
        return {"claim": "申报内容", "apply": "申报内容", "objection": "公示异议"}.get(kind, "审核事项")


def refusal_notice(case: Case) -> data.RefusalNotice:
    """不予初定告知书: reason, clause, facts, and the right of review."""
    day = legal_day(given(case.ended_at))
    reason = case.end_reason
    pack = pack_of(case.policy_pack, case.policy_sha256)
    return data.RefusalNotice(
        dated=day,
        demo=settings.DEMO,
        notice_number=f"{case.number}-N",
        application_number=given(case.number),
        applicant=case.person.name,
        target=target_of(case),
        reason=reason["words"],
        reason_code=reason["code"],
        clause=f"{pack.notice}，{clause_words(reason['clause'])}" if reason.get("clause") else clause_words(None),
        facts=(reason["note"],) if reason.get("note") else (),
        review_to=contact_of(given(case.authority)),
        review_by=day + timedelta(days=REVIEW_DAYS),
        remedies=("不服本决定的，可以在收到之日起六十日内申请行政复议，也可以在六个月内提起行政诉讼。",),
        authority=given(case.authority).name,
        page_url=address(f"/my/cases/{case.handle}/"),
    )


def paper_slip(case: Case) -> data.PaperSlip:
    """材料接收凭条 from the counter."""
    return data.PaperSlip(
        dated=legal_day(given(case.paper_received_at)),
        demo=settings.DEMO,
        slip_number=f"{case.number}-Z",
        application_number=given(case.number),
        applicant=case.person.name,
        employer=given(case.employer).name,
        paper="初定专业技术职务任职资格表",
        version_code=form_version(case),
        copies=case.paper_copies,
        received_at=given(case.paper_received_at).astimezone(BUREAU_ZONE),
        counter=contact_of(given(case.received_by)),
        clerk=given(case.paper_received_by).name,
        remark="",
        page_url=address(f"/my/cases/{case.handle}/"),
    )


def label(section: str, field: str, value: str) -> str:
    """The word a person reads for a frozen value."""
    return value_label(section_of(section).field(field), value)


def month(text: str) -> str:
    """2022年7月 for an ISO date or month; what cannot be read stays as typed."""
    try:
        day = date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        return text
    return f"{day.year}年{day.month}月"
