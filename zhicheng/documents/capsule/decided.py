"""The decisions in the order in which they were taken: who, for whom, when, by which clause, for what reason."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from zhicheng.cases.looking_through import check_list
from zhicheng.cases.models import Case, Check, Inquiry, Objection, PublicityEntry
from zhicheng.documents.models import Certificate, CertificateChange, DocumentEntry
from zhicheng.domain.certificate_changes import CHANGE_WORDS, ChangeKind
from zhicheng.domain.claims import claims_of
from zhicheng.domain.legal_time import BUREAU_ZONE
from zhicheng.domain.words import clause_words
from zhicheng.events.models import Event
from zhicheng.people.models import Organisation, Person

Row = dict[str, Any]


def decisions_of(case: Case) -> list[Row]:
    """Every decision on the case, the oldest first; what was not said is left out. Times are those of the bureau."""
    rows = [
        row
        for part in (_submitted, _looked_at, _returned, _listed, _objected, _moved, _ended, _issued)
        for row in part(case)
    ]
    return sorted(rows, key=lambda row: (row["when"], row["what"]))


def _row(
    at: datetime | None, what: str, who: Person | None = None, of: Organisation | None = None, **more: Any
) -> Iterator[Row]:
    if at is None:
        return
    row = {"when": at.astimezone(BUREAU_ZONE).isoformat(), "what": what, "who": who and who.name, "of": of and of.name}
    yield {name: value for name, value in (row | more).items() if value not in (None, "", [])}


def _submitted(case: Case) -> Iterator[Row]:
    for snapshot in case.snapshots.order_by("ordinal"):
        what = f"第{snapshot.ordinal}次提交"
        answer = snapshot.body.get("answer") or {}
        yield from _row(snapshot.taken_at, what, case.person, copy=snapshot.sha256, verdict=answer.get("verdict"))
    for one in case.rejudgements.select_related("edition").order_by("at"):
        yield from _row(one.at, one.words, rules=one.edition.sha256)


def _looked_at(case: Case) -> Iterator[Row]:
    items = {item.code: item.question for item in check_list(case)}
    for check in Check.objects.filter(case=case).select_related("by", "snapshot").order_by("at", "pk"):
        desk = case.employer if check.desk == "employer" else case.authority
        titles = items | {claim.key: claim.title for claim in claims_of(check.snapshot.body)}
        found = f"核对“{titles.get(check.key, check.key)}”：{check.get_outcome_display()}"
        more = {"submission": check.snapshot.ordinal, "reason_code": check.reason, "note": check.note}
        yield from _row(check.at, found, check.by, desk, **more)


def _returned(case: Case) -> Iterator[Row]:
    for asked in case.inquiries.filter(kind=Inquiry.CORRECTION).select_related("asked_by").order_by("asked_at"):
        desk = case.employer if asked.desk == "employer" else case.authority
        reasons = [
            {"what": one["what"], "where": one["where"], "clause": clause_words(one["clause"]), "cure": one["cure"]}
            for one in asked.body["defects"]
        ]
        yield from _row(asked.asked_at, "退回补正", asked.asked_by, desk, reasons=reasons, note=asked.body.get("note"))
        yield from _row(asked.expired_at, "逾期没有补正，申报失效")


def _listed(case: Case) -> Iterator[Row]:
    entries = PublicityEntry.objects.filter(case=case).select_related("publicity__opened_by", "publicity__organisation")
    for entry in entries.order_by("pk"):
        one = entry.publicity
        more = {"days": one.counted_days, "list": one.list_sha256, "shown": entry.shown, "serial": entry.serial}
        yield from _row(one.opened_at, one.get_kind_display(), one.opened_by, one.organisation, title=one.title, **more)


def _objected(case: Case) -> Iterator[Row]:
    for one in Objection.objects.filter(case=case).select_related("decided_by").order_by("raised_at"):
        yield from _row(one.decided_at, one.get_outcome_display(), one.decided_by, reason=one.finding)


def _moved(case: Case) -> Iterator[Row]:
    yield from _row(
        case.recommended_at, "单位推荐上报", case.recommended_by, case.employer, reason=case.employer_opinion
    )
    yield from _row(case.proposed_at, "提出通过意见", case.proposed_by, case.authority, reason=case.proposal_note)
    yield from _row(case.approved_at, "批准", case.approved_by, case.authority, rules=case.policy_sha256)
    yield from _row(case.cleared_at, "公示期满，没有未处理的异议")
    by, of = case.paper_received_by, case.received_by
    yield from _row(case.paper_received_at, f"收到纸质表一式{case.paper_copies}份", by, of)


def _ended(case: Case) -> Iterator[Row]:
    if case.state not in ("refused", "withdrawn", "lapsed", "revoked"):
        return
    reason = case.end_reason
    clause = clause_words(reason["clause"]) if reason.get("clause") else None
    who = case.revoked_by or (None if case.state == "lapsed" else _who_ended(case))
    word = {"refused": "不予通过", "withdrawn": "终止办理", "lapsed": "失效", "revoked": "撤销"}[case.state]
    more = {"reason": reason.get("words"), "reason_code": reason.get("code"), "note": reason.get("note")}
    yield from _row(case.ended_at, word, who, clause=clause, **more)


def _who_ended(case: Case) -> Person | None:
    ending = Event.objects.filter(subject=f"case:{case.handle}", after=case.state).exclude(before=case.state).first()
    return Person.objects.filter(pk=ending.actor).first() if ending and ending.actor else None


def _issued(case: Case) -> Iterator[Row]:
    entry = DocumentEntry.objects.filter(case=case).select_related("document__issued_by", "document__bureau").first()
    if entry:
        one = entry.document
        more = {"number": one.number, "title": one.title, "list": one.list_sha256, "serial": entry.serial}
        yield from _row(one.issued_at, "发文公布", one.issued_by, one.bureau, **more)
    for certificate in Certificate.objects.filter(case=case).order_by("pk"):
        yield from _row(certificate.issued_at, "颁发证书", None, case.authority, number=certificate.number)
    changes = CertificateChange.objects.filter(certificate__case=case).select_related("decided_by", "certificate")
    for change in changes.order_by("pk"):
        what = f"决定{CHANGE_WORDS[ChangeKind(change.kind)]}证书"
        more = {"number": change.certificate.number, "notice": change.number, "reason": change.reason}
        more |= {"clause": change.clause, "from": str(change.effect_from), "reason_code": change.reason_code}
        yield from _row(change.decided_at, what, change.decided_by, case.authority, **more)
