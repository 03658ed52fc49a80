"""Enter on which paper a head of the issue log is printed, before that paper is drawn."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.models import Publicity
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.approvals import document_subject
from zhicheng.documents.models import LogHead, LogPrint, OfficialDocument
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day

DOCUMENT, NOTICE = "official_document", "bureau_notice"


def print_on_document(document: OfficialDocument, head: LogHead) -> LogHead:
    """The head that an issued document prints: `head`, unless another was entered for it before."""
    told = {"authority": document.organ, "title": document.title, "number": document.number}
    day = legal_day(given(document.issued_at))
    return _printed(document_subject(document), head, kind=DOCUMENT, day=day, **told)


def print_on_notice(publicity: Publicity, *, now: datetime) -> LogHead:
    """The head that the notice of a list prints: that of `now`, unless one was entered at an earlier try."""
    told = {"authority": publicity.organisation.name, "title": publicity.title}
    with transaction.atomic():
        head = sign_log_head(now=now)  # holds the log's end: heads are printed in the order of their sizes
        return _printed(list_notice_key(publicity), head, kind=NOTICE, day=legal_day(publicity.opened_at), **told)


def list_notice_key(publicity: Publicity) -> str:
    """Under which key the notice of a list is kept."""
    return f"bureau-notice:{publicity.handle}"


def _printed(key: str, head: LogHead, **told: object) -> LogHead:
    entered, _ = LogPrint.objects.select_related("head").get_or_create(key=key, defaults={"head": head, **told})
    return entered.head
