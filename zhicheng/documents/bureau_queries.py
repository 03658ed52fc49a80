"""The bureau's official documents: who waits for one, what a draft lists, how far the certificates are."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from zhicheng.cases.models import Case
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.actions.issue_document import list_of
from zhicheng.documents.models import Certificate, OfficialDocument
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import BUREAU_ROLES, Actor
from zhicheng.domain.states import State

PAGE = 25
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as one reads it: `rows` is the list that is or will be signed, `digest` its digest."""

    document: OfficialDocument
    rows: list[dict[str, str]]
    digest: str


def documents(actor: Actor, before: int | None = None) -> list[OfficialDocument]:
    """The bureau's documents, newest first, one more than a page."""
    mine = OfficialDocument.objects.filter(bureau_id=actor.organisation)
    if before:
        mine = mine.filter(pk__lt=before)
    return list(
        mine.select_related("drafted_by", "issued_by").annotate(people=Count("entries")).order_by("-pk")[: PAGE + 1]
    )


def document_for(actor: Actor, handle: str) -> OfficialDocument:
    """One document of the actor's bureau. Raises NotYours."""
    found = OfficialDocument.objects.select_related("drafted_by", "issued_by", "bureau").filter(handle=handle).first()
    if found is None or actor.role not in BUREAU_ROLES or found.bureau_id != actor.organisation:
        raise NotYours
    return found


def read_document(document: OfficialDocument) -> ReadDocument:
    """The document with its list, in the order in which it is printed."""
    rows = list_of(document)
    return ReadDocument(document, rows, canonical_sha256(rows))


def without_document(actor: Actor, batch: str) -> list[Case]:
    """Cleared cases of a batch ("" for all) that stand in no document, as many as one document takes."""
    waiting = _without_document(actor).select_related("person", "employer").defer("answers")
    if batch:
        waiting = waiting.filter(batch=batch)
    return list(waiting.order_by("level", "series", "number")[:MOST_AT_ONCE])


def how_many_wait(actor: Actor) -> int:
    """How many cleared cases wait for a document, counted no further than one document takes."""
    return _without_document(actor).values("pk")[:MOST_AT_ONCE].count()


def _without_document(actor: Actor) -> QuerySet[Case]:
    cleared = Case.objects.filter(authority=actor.organisation, state=State.CLEARED.value, document_entry=None)
    return cleared.exclude(person=actor.person)


def certificates_made(document: OfficialDocument) -> tuple[int, int]:
    """How many of the document's certificates are made, of how many."""
    made = Certificate.objects.filter(document=document).exclude(state=Certificate.RESERVED).count()
    return made, document.entries.count()
