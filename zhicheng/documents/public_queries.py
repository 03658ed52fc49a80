"""What everybody may read of official documents, and the register of certificates as verification asks it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from zhicheng.documents.actions.issue_document import list_of
from zhicheng.documents.file_kinds import CERTIFICATE_KINDS, certificate_handle_in
from zhicheng.documents.models import Certificate, LogEntry, OfficialDocument, Paper
from zhicheng.documents.queries import PaperCard, paper_by_key
from zhicheng.documents.verification import Registered
from zhicheng.domain.faults import NotYours
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.legal_time import legal_day

PAGE = 25
SEALED_KINDS = ("official_document", "correction_notice", "revocation_notice")


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """An issued document as a list shows it."""

    handle: str
    number: str
    title: str
    bureau: str
    telephone: str
    issued_at: datetime
    people: int = 0


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """An issued document with the list that was signed; `paper` None while the file is being made."""

    card: DocumentCard
    rows: tuple[dict[str, str], ...]
    paper: PaperCard | None


def newest_documents(count: int) -> list[DocumentCard]:
    """The documents issued last."""
    return [_card(one) for one in _issued()[:count]]


def documents_after(after: str = "") -> tuple[list[DocumentCard], bool]:
    """Issued documents, newest first, a page after the one with handle `after`; and whether there are more."""
    issued = _issued()
    last = OfficialDocument.objects.filter(handle=after, issued_at__isnull=False).first() if after else None
    if last:
        issued = issued.filter(Q(issued_at__lt=last.issued_at) | Q(issued_at=last.issued_at, pk__lt=last.pk))
    found = list(issued[: PAGE + 1])
    return [_card(one) for one in found[:PAGE]], len(found) > PAGE


def public_document(handle: str) -> PublicDocument:
    """One issued document with its people. Raises NotYours for a draft as for nothing."""
    document = _issued().filter(handle=handle).first()
    if document is None:
        raise NotYours
    rows = tuple({**row, "serial": str(serial)} for serial, row in enumerate(list_of(document), start=1))
    return PublicDocument(_card(document), rows, paper_by_key(f"document:{handle}"))


def certificate_by_number(number: str) -> Registered | None:
    """The issued certificate with this number, as printed."""
    return _registered(_certificates().filter(number=number))


def certificate_by_handle(handle: str) -> Registered | None:
    """The issued certificate to which a QR code leads."""
    return _registered(_certificates().filter(handle=handle))


def certificate_by_digest(sha256: str) -> Registered | None:
    """The issued certificate whose whole file has this digest: as issued, with any stamps of later, or as OFD."""
    keys = Paper.objects.filter(sha256=sha256, kind__in=CERTIFICATE_KINDS).values_list("key", flat=True)
    handles = [certificate_handle_in(key) for key in keys]
    return _registered(_certificates().filter(handle__in=handles)) if handles else None


def is_official_document(sha256: str) -> bool:
    """Whether the whole file is one of our sealed papers that are no certificates."""
    return Paper.objects.filter(sha256=sha256, kind__in=SEALED_KINDS).exists()


def is_kept(sha256: str) -> bool:
    """Whether the whole file is any paper that the platform made."""
    return Paper.objects.filter(sha256=sha256).exists()


def _issued() -> QuerySet[OfficialDocument]:
    return (
        OfficialDocument.objects.filter(issued_at__isnull=False)
        .select_related("bureau")
        .annotate(people=Count("entries"))
        .order_by("-issued_at", "-pk")
    )


def _card(document: OfficialDocument) -> DocumentCard:
    assert document.issued_at is not None  # noqa: S101
    return DocumentCard(
        handle=document.handle,
        number=document.number,
        title=document.title,
        bureau=document.bureau.name,
        telephone=document.bureau.phone,
        issued_at=document.issued_at,
        people=getattr(document, "people", 0),
    )


TOLD = ("stated", "number", "state", "revoked_at", "replaced_at", "reinstated_at", "effect_from", "change_words")


@cache  # putting the question together takes longer than asking it
def _certificates() -> QuerySet[Certificate]:
    issued = Certificate.objects.exclude(state=Certificate.RESERVED)
    newest = issued.filter(case=OuterRef("case")).order_by("-pk").values("number")[:1]
    return issued.only(*TOLD).annotate(
        issue_index=_index_of(LogKind.ISSUE),
        turned_index=_index_of(LogKind.REVOCATION, LogKind.REINSTATEMENT),
        newest=Subquery(newest),
    )


def _index_of(*kinds: LogKind) -> Subquery:
    """Where the last such act on the certificate stands in the log, in one query: an unknown number takes as many."""
    acts = LogEntry.objects.filter(certificate=OuterRef("pk"), kind__in=[kind.value for kind in kinds])
    return Subquery(acts.order_by("-leaf_id").values("leaf_id")[:1])


def _position(index: int | None) -> int | None:
    return None if index is None else index + 1


def _registered(found: QuerySet[Certificate]) -> Registered | None:
    certificate = found.first()
    if certificate is None:
        return None
    said = certificate.stated
    reinstated = certificate.reinstated_at if certificate.state == Certificate.REPLACED else None
    replaced_at = reinstated or certificate.replaced_at
    turned = _position(getattr(certificate, "turned_index", None))
    return Registered(
        number=certificate.number,
        name=said["name"],
        series=said["series"],
        speciality=said["speciality"],
        title=said["title"],
        level=said["level"],
        obtained_on=date.fromisoformat(said["obtained_on"]),
        authority=said["authority"],
        document_number=said["document_number"],
        revoked_on=legal_day(certificate.revoked_at) if certificate.revoked_at else None,
        issue_position=_position(getattr(certificate, "issue_index", None)),
        revocation_position=None if reinstated else turned,
        replaced_on=legal_day(replaced_at) if replaced_at else None,
        reinstated_on=legal_day(reinstated) if reinstated else None,
        reinstatement_position=turned if reinstated else None,
        replaced_by=getattr(certificate, "newest", "") if replaced_at else "",
        effect_from=certificate.effect_from,
        change_words=certificate.change_words,
    )
