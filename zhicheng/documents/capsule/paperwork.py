"""The papers, byte for byte as they were issued: those of the case, and the lists and the document it stands in."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Q

from zhicheng.cases.models import Case
from zhicheng.documents.capsule.members import Member
from zhicheng.documents.capsule.names import PAPERS
from zhicheng.documents.file_kinds import file_name_of
from zhicheng.documents.models import DocumentEntry, Paper
from zhicheng.documents.queries import ByteLength


def papers(case: Case) -> Iterator[tuple[Paper, Member]]:
    """Oldest first. A unit's post table stays out: it bears the identity numbers of others."""
    rows = Paper.objects.filter(_of(case)).defer("content").annotate(size=ByteLength("content")).order_by("pk")
    for ordinal, paper in enumerate(rows, start=1):
        name = f"{PAPERS}/{ordinal:02} {_title(paper)}"
        yield paper, Member(name, paper.size, paper.sha256, partial(_content, paper.pk))


def _of(case: Case) -> Q:
    own = Q(case=case) | Q(publicity__entries__case=case)
    entry = (
        DocumentEntry.objects.filter(case=case, document__issued_at__isnull=False).select_related("document").first()
    )
    return own | Q(key=f"document:{entry.document.handle}") if entry else own


def _title(paper: Paper) -> str:
    return file_name_of(paper.kind)


def _content(pk: int) -> bytes:
    return bytes(Paper.objects.values_list("content", flat=True).get(pk=pk) or b"")
