"""The words of lists: publicity in the unit and its result, the bureau's notice, the official document."""

from django.conf import settings

from zhicheng.cases.models import Case, Publicity
from zhicheng.documents.models import LogHead, OfficialDocument
from zhicheng.documents.papers import data
from zhicheng.documents.words.of_case import label, month
from zhicheng.documents.words.shared import (
    address,
    cited,
    contact_of,
    entries_in,
    issue_log_head,
    period_of,
    row_of,
    target_of,
)
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.words import batch_words
from zhicheng.policy.deployment import pack_of


def unit_notice(publicity: Publicity) -> data.EmployerNotice:
    """推荐公示: what hangs in the unit."""
    entries = list(publicity.entries.select_related("case__snapshot", "case__received_by").order_by("serial"))
    first = entries[0].case
    return data.EmployerNotice(
        dated=legal_day(publicity.opened_at),
        demo=settings.DEMO,
        employer=publicity.organisation.name,
        base=cited(pack_of(first.policy_pack, first.policy_sha256).notice),
        candidates=tuple(_candidate(entry.case) for entry in entries),
        period=period_of(publicity),
        unit_contact=data.Contact(office=publicity.contact, telephone="", address=publicity.place),
        authority=contact_of(given(first.received_by)),
        page_url=address(f"/notice/unit/{publicity.handle}"),
    )


def _candidate(case: Case) -> data.EmployerCandidate:
    schooling = max(entries_in(case, "schooling"), key=lambda entry: entry.get("date", ""), default={})
    spans = sorted(entries_in(case, "work"), key=lambda entry: entry.get("from", ""))
    years = "、".join(
        f"{entry.get('year')}年{label('assessment', 'grade', entry.get('grade', ''))}"
        for entry in sorted(entries_in(case, "assessment"), key=lambda entry: entry.get("year", ""))
    )
    words = f"{label('schooling', 'level', schooling.get('level', ''))}，{month(schooling.get('date', ''))}"
    return data.EmployerCandidate(
        name=case.person.name,
        schooling=words if schooling else "",
        years_of_work=f"{month(spans[0].get('from', ''))}起" if spans else "",
        assessments=years,
        target=target_of(case),
    )


def unit_result(publicity: Publicity, case: Case) -> data.EmployerNoticeResult:
    """公示情况说明 for one person: where it hung, and what came of it."""
    objections = case.objections.filter(entry__publicity=publicity, decided_at__isnull=False)
    return data.EmployerNoticeResult(
        dated=legal_day(case.recommended_at or publicity.ends_at),
        demo=settings.DEMO,
        employer=publicity.organisation.name,
        application_number=given(case.number),
        applicant=case.person.name,
        target=target_of(case),
        period=period_of(publicity),
        places=(publicity.place,),
        objections=tuple(objection.finding for objection in objections),
        conclusion=case.employer_opinion,
        page_url=address(f"/notice/unit/{publicity.handle}"),
    )


def bureau_notice(publicity: Publicity, head: LogHead) -> data.BureauNotice:
    """拟初定人员名单公示, with the list exactly as the site shows it and the newest head of the issue log."""
    entries = list(publicity.entries.select_related("case").order_by("serial"))
    pack = pack_of(entries[0].case.policy_pack, entries[0].case.policy_sha256)
    bureau = publicity.organisation
    return data.BureauNotice(
        dated=legal_day(publicity.opened_at),
        demo=settings.DEMO,
        authority=bureau.name,
        title=publicity.title,
        base=cited(pack.legal_basis[0] if pack.legal_basis else pack.notice),
        period=period_of(publicity),
        objections_to=data.Contact(office=bureau.name, telephone=publicity.contact, address=bureau.address),
        rows=tuple(row_of(entry.serial, entry.shown) for entry in entries),
        page_url=address(f"/notice/{publicity.handle}"),
        issue_log=issue_log_head(head),
    )


def official_document(document: OfficialDocument, rows: list[dict[str, str]], head: LogHead) -> data.OfficialDocument:
    """公布文件 with the list that was signed and the newest head of the issue log."""
    bureau = document.bureau
    first = document.entries.select_related("case").order_by("serial")[0].case
    pack = pack_of(first.policy_pack, first.policy_sha256)
    base = cited(pack.legal_basis[0] if pack.legal_basis else pack.notice)
    return data.OfficialDocument(
        dated=legal_day(given(document.issued_at)),
        demo=settings.DEMO,
        organ=bureau.name,
        document_number=document.number,
        title=document.title,
        addressees="各有关单位：",
        body=(
            f"根据{base}，经个人申报、单位推荐、资格审核和公示，现公布{len(rows)}名同志初定取得的专业技术职务任职资格"
            f"（名单见附件）。任职资格自本文件印发之日起算。",
            "请各单位按照岗位设置和聘用的有关规定做好聘任工作。",
        ),
        list_title=f"{batch_words(document.batch)}初定专业技术职务任职资格人员名单",
        rows=tuple(row_of(serial, shown) for serial, shown in enumerate(rows, start=1)),
        signed_by=bureau.name,
        copies_to="",
        printed_by=bureau.name,
        issue_log=issue_log_head(head),
    )
