"""A leader, not the one who drafted, issues the document: it gets its number and decides every case on its list."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.models import Counter
from zhicheng.cases.moves import lock_together, move_together
from zhicheng.cases.post_ledger import use
from zhicheng.cases.publicising import held_among, shown_fields
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.actions.certify import first_facts
from zhicheng.documents.actions.print_head import print_on_document
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.approvals import approve, certificate_facts, document_facts, document_subject
from zhicheng.documents.fixed_words import fix_words
from zhicheng.documents.models import OfficialDocument
from zhicheng.documents.words.of_lists import official_document
from zhicheng.domain.approval import facts_sha256
from zhicheng.domain.faults import NotNow, NotYours, Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.numbering import document_number
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.outbox.post import post


def list_of(document: OfficialDocument) -> list[dict[str, str]]:
    """The list as it will be printed, in order: what the leader reads is what is signed."""
    entries = document.entries.select_related("case__snapshot").order_by("serial")
    return [{"number": entry.case.number or "", **shown_fields(entry.case)} for entry in entries]


def issue_document(handle: str, *, actor: Actor, now: datetime, read: str) -> OfficialDocument:
    """`read` is the digest of the list on the page that the leader read; another list is refused, not signed."""
    with transaction.atomic():
        document = OfficialDocument.objects.select_for_update().filter(handle=handle).first()
        if document is None or document.bureau_id != actor.organisation:
            raise NotYours
        if document.issued_at:
            raise NotNow("这份文件已经发布，不会重复发文。")
        if document.drafted_by_id == actor.person:
            raise NotNow("起草人不能自己签发，请由另一位负责人签发。")
        case_ids = list(document.entries.order_by("serial").values_list("case_id", flat=True))
        lock_together(case_ids)
        rows = list_of(document)
        digest = canonical_sha256(rows)
        if read != digest:
            raise Refused("名单在您阅读之后有变化，没有签发。请重新核对名单。")
        head = sign_log_head(now=now)  # before the cases' events: the log's end is locked before that of their chain
        _number(document, actor, now, digest)
        print_on_document(document, head)
        fix_words("official_document", document_subject(document), official_document(document, rows, head))
        _approve(document, actor, now)
        with move_together(case_ids, Act.ISSUE_DOCUMENT, actor=actor, now=now, document=document.number) as steps:
            held = held_among(case_ids)
            for step in steps:
                if step.case.pk in held:
                    raise Refused(f"{step.case.person.name}有异议未处理完，不能发文。")
            use(case_ids)
        post("certificate.reserve", key=f"certificates:{handle}", now=now, document=document.pk)
        post("paper.document", key=f"document:{handle}", now=now, document=document.pk, head=head.size)
    return document


def _approve(document: OfficialDocument, actor: Actor, now: datetime) -> None:
    """The leader's signature lets be sealed: this document, and one certificate for each person on its list."""
    entries = document.entries.select_related("case__snapshot", "case__authority").order_by("serial")
    certificates = (certificate_facts(first_facts(one.case, document), one.case.number or "") for one in entries)
    digests = [facts_sha256(one) for one in (document_facts(document), *certificates)]
    approve(document_subject(document), document.list_sha256, actor=actor, now=now, facts=digests)


def _number(document: OfficialDocument, actor: Actor, now: datetime, digest: str) -> None:
    year = legal_day(now).year
    serial = Counter.take(f"document:{document.bureau_id}:{year}")
    document.year, document.serial = year, serial
    document.number = document_number(document.bureau.document_word, year, serial)
    document.issued_by_id, document.issued_at, document.list_sha256 = actor.person, now, digest
    document.authority = document.bureau.name
    document.save()
