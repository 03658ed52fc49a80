"""Papers and certificates as each reader may see them."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Func, IntegerField, Q, QuerySet

from zhicheng.cases.actions.post_table_door import sees_table
from zhicheng.cases.models import Case, Publicity
from zhicheng.cases.moves import case_view
from zhicheng.documents.file_kinds import title_of
from zhicheng.documents.models import Certificate, OfficialDocument, Paper
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import BUREAU_ROLES, EMPLOYER_ROLES, Actor, Role, may
from zhicheng.domain.states import Act

LONG_TERM_KEY = "certificate-lta:"
ENDED = {Certificate.REPLACED: "（原编号，已停用）", Certificate.REVOKED: "（已撤销）"}
LIST_KINDS = frozenset({"employer_notice", "bureau_notice"})  # public while their list runs


@dataclass(frozen=True, slots=True)
class PaperCard:
    """What a page shows of a paper: its name, address and size, and whether time stamps were put on it."""

    handle: str
    kind: str
    title: str
    made_at: datetime
    size: int
    sha256: str
    is_stamped: bool = False


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
    files = list(Certificate.objects.filter(case=case, paper__isnull=False).values_list("paper", "long_term", "state"))
    stamped = [newer for _, newer, _ in files if newer]
    outdated = Q(pk__in=[issued for issued, newer, _ in files if newer])  # there is a newer one, with time stamps
    outdated |= Q(key__startswith=LONG_TERM_KEY) & ~Q(pk__in=stamped)
    papers = _light(Paper.objects.filter(case=case).exclude(outdated)).order_by("pk")
    ended = {newer or issued: ENDED[state] for issued, newer, state in files if state in ENDED}
    cards = [(card_of(paper), ended.get(paper.pk, "")) for paper in papers]
    return [replace(card, title=f"{card.title}{note}") if note else card for card, note in cards]


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


def issued_documents() -> QuerySet[OfficialDocument]:
    """Every issued document, newest first: they are public."""
    return (
        OfficialDocument.objects.filter(issued_at__isnull=False).select_related("bureau").order_by("-issued_at", "-pk")
    )
