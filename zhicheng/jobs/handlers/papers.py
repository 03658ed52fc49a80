"""Draw up the promised papers. A decision never waits for one; a failure is retried and shown to the operator."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from zhicheng.cases.models import Case, Inquiry, PostTable, Publicity
from zhicheng.documents.actions.issue_document import list_of
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.actions.print_head import list_notice_key, print_on_document, print_on_notice
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.documents.approvals import document_subject
from zhicheng.documents.fixed_words import fix_words, fixed_words
from zhicheng.documents.models import LogHead, OfficialDocument, Paper
from zhicheng.documents.papers import data
from zhicheng.documents.papers.editions import edition_on
from zhicheng.documents.papers.renderer import draw
from zhicheng.documents.words import form as form_words
from zhicheng.documents.words import of_case, of_lists, of_posts
from zhicheng.domain.given import given
from zhicheng.gateways.eseal import SigningOrder, seal
from zhicheng.gateways.files import file_store
from zhicheng.jobs.handlers import sealing
from zhicheng.jobs.handlers.orders import document_order
from zhicheng.jobs.handlers.patience import patient
from zhicheng.people.models import ArchiveFile

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sealed:
    """The seal that a paper gets: the moment it bears (aware, the same at every try) and by whose approval."""

    order: SigningOrder
    at: datetime
    reason: str = "印发"


def draw_up(kind: str, key: str, words: data.Paper, now: datetime, **links: Any) -> None:
    """Render in the edition of the paper's day and keep the bytes under `key`, unless there are any."""
    if Paper.objects.filter(key=key).exists():
        return
    edition = edition_on(kind, words.dated)
    with patient():
        content, _ = draw(kind, words, edition=edition)
    keep_paper(kind, key, content, now=now, edition=edition, **links)


def draw_up_sealed(
    kind: str, key: str, words: Callable[[], data.Paper], now: datetime, sealed: Sealed, **links: Any
) -> None:
    """The same with a seal, in the words that the act fixed: however often it is drawn, the same bytes are signed.

    `words` says it for a paper that was promised before any were fixed.
    """
    if Paper.objects.filter(key=key).exists():
        return
    said, edition = fixed_words(key) or _said_now(kind, words())
    drawn, place = sealing.drawn_for_seal(kind, said, edition)
    unsigned = seal().prepare(drawn, reason=sealed.reason, at=sealed.at, place=place)
    keep_paper(kind, key, sealing.sealed(unsigned, sealed.order), now=now, edition=edition, **links)


def _said_now(kind: str, words: data.Paper) -> tuple[data.Paper, str]:
    return words, edition_on(kind, words.dated)


def receipt(payload: Payload, now: datetime) -> None:
    case = _case(payload)
    draw_up("receipt", f"receipt:{case.handle}", of_case.receipt(case), now, case=case)


def return_notice(payload: Payload, now: datetime) -> None:
    inquiry = Inquiry.objects.select_related("case__snapshot", "case__employer", "case__authority").get(
        pk=payload["inquiry"]
    )
    draw_up("return_notice", f"return:{inquiry.pk}", of_case.return_notice(inquiry), now, case=inquiry.case)


def refusal(payload: Payload, now: datetime) -> None:
    case = _case(payload)
    draw_up("refusal_notice", f"refusal:{case.handle}", of_case.refusal_notice(case), now, case=case)


def slip(payload: Payload, now: datetime) -> None:
    case = _case(payload)
    draw_up("paper_slip", f"slip:{case.handle}", of_case.paper_slip(case), now, case=case)


def form(payload: Payload, now: datetime) -> None:
    case = _case(payload)
    words = form_words.determination_form(case, _photo(case))
    draw_up("determination_form", f"form:{case.handle}", words, now, case=case)


def unit_notice(payload: Payload, now: datetime) -> None:
    publicity = Publicity.objects.get(pk=payload["publicity"])
    key = f"unit-notice:{publicity.handle}"
    draw_up("employer_notice", key, of_lists.unit_notice(publicity), now, publicity=publicity)


def unit_result(payload: Payload, now: datetime) -> None:
    publicity, case = Publicity.objects.get(pk=payload["publicity"]), _case(payload)
    key = f"unit-result:{publicity.handle}:{case.handle}"
    draw_up("employer_notice_result", key, of_lists.unit_result(publicity, case), now, case=case)


def bureau_notice(payload: Payload, now: datetime) -> None:
    publicity = Publicity.objects.get(pk=payload["publicity"])
    key = list_notice_key(publicity)
    if Paper.objects.filter(key=key).exists():
        return
    with transaction.atomic():  # what is entered of the notice and what it says are of one moment
        words = of_lists.bureau_notice(publicity, print_on_notice(publicity, now=now))
        said, _ = fix_words("bureau_notice", key, words)
    draw_up("bureau_notice", key, said, now, publicity=publicity)


def document(payload: Payload, now: datetime) -> None:
    issued = OfficialDocument.objects.get(pk=payload["document"])
    sealed = Sealed(document_order(issued), given(issued.issued_at))

    def words() -> data.Paper:
        head = LogHead.objects.get(size=payload["head"]) if "head" in payload else sign_log_head(now=now)
        return of_lists.official_document(issued, list_of(issued), print_on_document(issued, head))

    draw_up_sealed("official_document", document_subject(issued), words, now, sealed)


def post_table(payload: Payload, now: datetime) -> None:
    table = PostTable.objects.get(pk=payload["table"])
    key = f"post-table:{table.handle}:{table.version}"
    draw_up("post_table", key, of_posts.post_table(table), now, post_table=table)


def _case(payload: Payload) -> Case:
    wanted = Case.objects.select_related("snapshot", "person", "employer", "received_by", "authority")
    return wanted.get(pk=payload["case"])


def _photo(case: Case) -> bytes | None:
    """The person's picture, from the file that the frozen copy names."""
    body = case.snapshot.body if case.snapshot else {}
    handles = [entry["files"].get("photo") for entry in body["entries"] if entry["section"] == "basics"]
    handle = next((one for one in handles if one), None)
    file = ArchiveFile.objects.filter(handle=handle).first() if handle else None
    if file is None or not file.media_type.startswith("image/"):
        return None
    with file_store().open(file.sha256) as kept:
        return kept.read()
