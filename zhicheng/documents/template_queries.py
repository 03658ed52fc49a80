"""What the desk of the pages shows of real cases: the last papers of a kind that one may read, and their words anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from zhicheng.cases.actions.post_table_door import sees_table
from zhicheng.cases.models import Inquiry
from zhicheng.cases.queries import cases_seen_by
from zhicheng.documents.actions.issue_document import list_of
from zhicheng.documents.change_approvals import notice_key
from zhicheng.documents.fixed_words import fixed_words
from zhicheng.documents.log_queries import newest_head
from zhicheng.documents.models import Certificate, CertificateChange, OfficialDocument, Paper
from zhicheng.documents.papers import data
from zhicheng.documents.queries import paper_for
from zhicheng.documents.words import form, of_case, of_certificates, of_lists, of_posts
from zhicheng.documents.words.certificate import certificate_words
from zhicheng.domain.faults import NotYours
from zhicheng.domain.given import given
from zhicheng.domain.permissions import Actor

MOST = 10
LOOKED_THROUGH = 60


@dataclass(frozen=True, slots=True)
class RealPaper:
    """A paper that was made: its handle, what it is of, in words, and when it was made."""

    handle: str
    label: str
    made_at: datetime


def real_papers(actor: Actor, kind: str) -> list[RealPaper]:
    """The last papers of a kind that the actor may read, newest first."""
    found = _readable(actor, kind).select_related("case__person", "publicity", "post_table__organisation")
    newest = found.defer("content").order_by("-pk")[:LOOKED_THROUGH]
    seen = [paper for paper in newest if paper.post_table is None or sees_table(actor, paper.post_table)]
    return [RealPaper(paper.handle, _label(paper), paper.made_at) for paper in seen[:MOST]]


def real_words(actor: Actor, kind: str, handle: str, *, now: datetime) -> data.Paper:
    """What a paper that was made says, as it was fixed, else built anew; without the photo, which the worker fetches.

    Raises NotYours for a paper that the actor may not read, or of another kind.
    """
    paper = paper_for(actor, handle, now=now)
    if paper.kind != kind or not _readable(actor, kind).filter(pk=paper.pk).exists():
        raise NotYours
    fixed = fixed_words(paper.key)
    return fixed[0] if fixed else WORDS[kind](paper)


def _readable(actor: Actor, kind: str) -> QuerySet[Paper]:
    papers = Paper.objects.filter(kind=kind)
    if kind == "official_document":
        mine = OfficialDocument.objects.filter(bureau_id=actor.organisation, issued_at__isnull=False).order_by("-pk")
        return papers.filter(key__in=[f"document:{one}" for one in mine.values_list("handle", flat=True)[:MOST]])
    if kind == "bureau_notice":
        return papers.filter(publicity__organisation=actor.organisation or 0)
    if kind == "employer_notice":
        return papers.filter(publicity__entries__case__in=cases_seen_by(actor)).distinct()
    return papers if kind == "post_table" else papers.filter(case__in=cases_seen_by(actor))


def _label(paper: Paper) -> str:
    if paper.case is not None:
        return f"{paper.case.number}　{paper.case.person.name}"
    if paper.publicity is not None:
        return paper.publicity.title or paper.publicity.organisation.name
    if paper.post_table is not None:
        return f"{paper.post_table.organisation.name}　{paper.post_table.year}年"
    return _document(paper).number


def _document(paper: Paper) -> OfficialDocument:
    return OfficialDocument.objects.get(handle=_named(paper))


def _named(paper: Paper) -> str:
    """What the key says after the first colon."""
    return paper.key.split(":", 1)[1]


def _return(paper: Paper) -> data.Paper:
    return of_case.return_notice(Inquiry.objects.select_related("case").get(pk=int(_named(paper))))


def _list(paper: Paper) -> data.Paper:
    head = newest_head()
    if head is None:
        raise NotYours("证书公开登记簿还没有签名，公示名单要印上它，暂时不能预览。")
    return of_lists.bureau_notice(given(paper.publicity), head)


def _official(paper: Paper) -> data.Paper:
    document, head = _document(paper), newest_head()
    if head is None:
        raise NotYours("证书公开登记簿还没有签名，公布文件要印上它，暂时不能预览。")
    return of_lists.official_document(document, list_of(document), head)


def _result(paper: Paper) -> data.Paper:
    case, handle = given(paper.case), _named(paper).split(":")[0]
    entry = case.publicity_entries.select_related("publicity").get(publicity__handle=handle)
    return of_lists.unit_result(entry.publicity, case)


def _change(paper: Paper) -> CertificateChange:
    changes = CertificateChange.objects.filter(certificate__case=paper.case, decided_at__isnull=False)
    return next(change for change in changes if notice_key(change) == paper.key)


def _certificate(paper: Paper) -> data.Paper:
    handle = _named(paper).split(":")[0]  # a file stamped anew has the beginning of its digest behind
    return certificate_words(Certificate.objects.get(handle=handle))


WORDS: dict[str, Callable[[Paper], data.Paper]] = {
    "receipt": lambda paper: of_case.receipt(given(paper.case)),
    "determination_form": lambda paper: form.determination_form(given(paper.case), None),
    "post_table": lambda paper: of_posts.post_table(given(paper.post_table)),
    "employer_notice": lambda paper: of_lists.unit_notice(given(paper.publicity)),
    "employer_notice_result": _result,
    "bureau_notice": _list,
    "return_notice": _return,
    "refusal_notice": lambda paper: of_case.refusal_notice(given(paper.case)),
    "official_document": _official,
    "certificate": _certificate,
    "correction_notice": lambda paper: of_certificates.correction_notice(_change(paper)),
    "revocation_notice": lambda paper: of_certificates.revocation_notice(_change(paper)),
    "reinstatement_notice": lambda paper: of_certificates.reinstatement_notice(_change(paper)),
    "paper_slip": lambda paper: of_case.paper_slip(given(paper.case)),
}
