"""Papers and certificates as each reader may see them."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Func, IntegerField, Q, QuerySet

from zhicheng.cases.actions.post_table_door import sees_table
from zhicheng.cases.models import Case, Publicity
from zhicheng.cases.moves import case_view
from zhicheng.documents.file_kinds import (
    CERTIFICATE_KINDS,
    LONG_TERM_KEY,
    certificate_handle_in,
    file_name_of,
    format_of,
    title_of,
)
from zhicheng.documents.models import Certificate, Paper
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import BUREAU_ROLES, EMPLOYER_ROLES, Actor, Role, may
from zhicheng.domain.states import Act

ENDED = {Certificate.REPLACED: "原编号，已停用", Certificate.REVOKED: "已撤销"}
LIST_KINDS = frozenset({"employer_notice", "bureau_notice"})  # public while their list runs


@dataclass(frozen=True, slots=True)
class PaperCard:
    """What a page shows of a paper: its name, address and size, and whether time stamps were put on it.

    Of a certificate's file also the number and where it stands: issued, replaced or revoked.
    """

    handle: str
    kind: str
    title: str
    made_at: datetime
    size: int
    sha256: str
    is_stamped: bool = False
    format: str = "PDF"
    number: str = ""
    standing: str = ""

    @property
    def ended(self) -> str:
        """Why a certificate's file does not count any more, in words; "" while it does."""
        return ENDED.get(self.standing, "")


def paper_for(actor: Actor, handle: str, *, now: datetime) -> Paper:
    """The paper, its bytes included, stamped where it was. Raises NotYours for whoever may not read it at `now`."""
    related = Paper.objects.select_related("case", "post_table__organisation", "publicity")
    paper = related.filter(handle=handle).first()
    if paper is None or not _may_read(actor, paper, now):
        raise NotYours
    return _newest_of(paper)


def _newest_of(paper: Paper) -> Paper:
    """A certificate's file as it is now: the time stamps of later come after the bytes that were issued."""
    stamped = Certificate.objects.filter(paper=paper, long_term__isnull=False).select_related("long_term").first()
    return paper if stamped is None or stamped.long_term is None else stamped.long_term


def _may_read(actor: Actor, paper: Paper, now: datetime) -> bool:
    if paper.kind == "official_document":
        return True
    if paper.kind in LIST_KINDS:
        return paper.publicity is not None and may_read_list(actor, paper.publicity, now)
    if paper.case is not None:
        return may(actor, Act.READ, case_view(paper.case))
    return paper.post_table is not None and sees_table(actor, paper.post_table)


def may_read_list(actor: Actor, publicity: Publicity, now: datetime) -> bool:
    """Everybody within its period; afterwards whoever opened it, the bureaus of those on it and the auditor."""
    if now < publicity.ends_at or actor.role is Role.AUDITOR:
        return True
    if actor.role not in (*EMPLOYER_ROLES, *BUREAU_ROLES) or actor.organisation is None:
        return False
    if actor.organisation == publicity.organisation_id:
        return True
    theirs = Q(case__authority_id=actor.organisation) | Q(case__received_by_id=actor.organisation)
    return actor.role in BUREAU_ROLES and publicity.entries.filter(theirs).exists()


def papers_of_case(actor: Actor, case: Case) -> list[PaperCard]:
    """The papers of one case that this actor may read, oldest first; empty for whoever may not read the case."""
    if not may(actor, Act.READ, case_view(case)):
        return []
    issued = Certificate.objects.filter(case=case, paper__isnull=False)
    chain = {one.handle: one for one in issued.only("handle", "number", "state", "paper", "long_term")}
    stamped = [one.long_term_id for one in chain.values() if one.long_term_id]
    outdated = Q(pk__in=[one.paper_id for one in chain.values() if one.long_term_id])  # there is one with time stamps
    outdated |= Q(key__startswith=LONG_TERM_KEY) & ~Q(pk__in=stamped)
    papers = _light(Paper.objects.filter(case=case).exclude(outdated)).order_by("pk")
    return [_with_number(paper, chain) for paper in papers]


def _with_number(paper: Paper, chain: dict[str, Certificate]) -> PaperCard:
    """The card; of every file of a certificate, whatever its format, with its number and whether that counts."""
    card = card_of(paper)
    of = chain.get(certificate_handle_in(paper.key)) if paper.kind in CERTIFICATE_KINDS else None
    return replace(card, number=of.number, standing=of.state) if of else card


def file_name_for(paper: Paper) -> str:
    """The name under which the paper is saved: a certificate's bears its number, so that old and new stay apart."""
    if paper.kind not in CERTIFICATE_KINDS:
        return file_name_of(paper.kind)
    of = Certificate.objects.filter(handle=certificate_handle_in(paper.key)).values_list("number", flat=True).first()
    return file_name_of(paper.kind, of or "")


def paper_by_key(key: str) -> PaperCard | None:
    """The card of the paper made for a key, or None while it is not made. Says nothing of rights: link, never bytes."""
    paper = _light(Paper.objects.filter(key=key)).first()
    return card_of(paper) if paper else None


def card_of(paper: Paper) -> PaperCard:
    size = getattr(paper, "size", None)
    return PaperCard(
        handle=paper.handle,
        kind=paper.kind,
        title=title_of(paper.kind),
        format=format_of(paper.kind),
        made_at=paper.made_at,
        size=size if size is not None else len(paper.content or b""),
        sha256=paper.sha256,
        is_stamped=paper.key.startswith(LONG_TERM_KEY),
    )


def _light(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """Without the bytes, which a list has no use for; their length comes from the database."""
    return papers.defer("content").annotate(size=ByteLength("content"))


class ByteLength(Func):
    """The number of bytes of a binary column, on both databases."""

    function = "LENGTH"
    output_field = IntegerField()


def certificate_of(case: Case) -> Certificate | None:
    """The certificate that counts now, or the one being made before the first was issued."""
    return Certificate.current_of(case)


def certificates_of(case: Case) -> list[Certificate]:
    """The whole chain of the case's certificates, the newest first."""
    related = Certificate.objects.select_related("paper", "long_term", "replaces", "successor")
    return list(related.defer("paper__content", "long_term__content").filter(case=case).order_by("-pk"))
