"""Enter on which paper a head of the issue log is printed, before that paper is drawn."""

from datetime import datetime
from typing import Any

from django.db import transaction

from zhicheng.cases.models import Publicity
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.approvals import document_subject
from zhicheng.documents.models import LogHead, LogPrint, OfficialDocument, Paper
from zhicheng.documents.printed_text import PRINTS_A_HEAD, stands_in
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day

DOCUMENT, NOTICE = PRINTS_A_HEAD


def print_on_document(document: OfficialDocument, head: LogHead) -> LogHead:
    """The head that an issued document prints: `head`, unless another was entered for it before."""
    return _printed(document_subject(document), head, _of_document(document))


def print_on_notice(publicity: Publicity, *, now: datetime) -> LogHead:
    """The head that the notice of a list prints: that of `now`, unless one was entered at an earlier try."""
    with transaction.atomic():
        head = sign_log_head(now=now)  # holds the log's end: heads are printed in the order of their sizes
        return _printed(list_notice_key(publicity), head, _of_notice(publicity))


def enter_printed(paper: Paper, head: LogHead, text: str) -> None:
    """Enter the head that was read from a paper which was drawn before heads were entered; `text` is all that it says.

    A name that the bureau did not have then is left out.
    """
    if paper.publicity:
        told = _of_notice(paper.publicity)
    else:
        told = _of_document(OfficialDocument.objects.get(handle=paper.key.partition(":")[2]))
    _printed(paper.key, head, told if stands_in(told["authority"], text) else told | {"authority": ""})


def list_notice_key(publicity: Publicity) -> str:
    """Under which key the notice of a list is kept."""
    return f"bureau-notice:{publicity.handle}"


def _of_document(document: OfficialDocument) -> dict[str, Any]:
    told = {"kind": DOCUMENT, "authority": document.organ, "title": document.title, "number": document.number}
    return told | {"day": legal_day(given(document.issued_at))}


def _of_notice(publicity: Publicity) -> dict[str, Any]:
    told = {"kind": NOTICE, "authority": publicity.organisation.name, "title": publicity.title}
    return told | {"day": legal_day(publicity.opened_at)}


def _printed(key: str, head: LogHead, told: dict[str, Any]) -> LogHead:
    entered, _ = LogPrint.objects.select_related("head").get_or_create(key=key, defaults={"head": head, **told})
    return entered.head
