"""What everybody may read of official documents, and the register of certificates as verification asks it."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from zhicheng.documents.actions.issue_document import list_of
from zhicheng.documents.file_kinds import CERTIFICATE_KINDS, certificate_handle_in
from zhicheng.documents.models import Certificate, LogEntry, OfficialDocument, Paper
from zhicheng.documents.queries import PaperCard, paper_by_key
from zhicheng.documents.verification import Registered
from zhicheng.domain.faults import NotYours
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.legal_time import legal_day
from zhicheng.policy.models import Edition

PAGE = 25
SEALED_KINDS = ("official_document", "correction_notice", "revocation_notice", "reinstatement_notice")


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


class Told(NamedTuple):
    """An issued certificate, and the digest of the pack that was published last, else ""."""

    certificate: Registered
    pack: str


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


def told_of_number(number: str) -> Told | None:
    """The issued certificate with this number, as printed, and the pack in use. One query; raises DatabaseError."""
    return _one("number", number)


def told_of_handle(handle: str) -> Told | None:
    """The issued certificate to which a QR code leads, and the pack in use. One query; raises DatabaseError."""
    return _one("handle", handle)


def certificate_by_number(number: str) -> Registered | None:
    """The issued certificate with this number, as printed."""
    told = told_of_number(number)
    return told.certificate if told else None


def certificate_by_handle(handle: str) -> Registered | None:
    """The issued certificate to which a QR code leads."""
    told = told_of_handle(handle)
    return told.certificate if told else None


def certificate_by_digest(sha256: str) -> Registered | None:
    """The issued certificate whose whole file has this digest: as issued, with any stamps of later, or as OFD."""
    keys = Paper.objects.filter(sha256=sha256, kind__in=CERTIFICATE_KINDS).order_by("pk").values_list("key", flat=True)
    handles = [certificate_handle_in(key) for key in keys]
    return next(filter(None, map(certificate_by_handle, handles)), None)


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


class Row(NamedTuple):
    """What is told of a certificate, as the database gives it: columns of its own, and four that are looked up."""

    stated: str
    number: str
    state: str
    revoked_at: datetime | None
    replaced_at: datetime | None
    reinstated_at: datetime | None
    effect_from: date | None
    change_words: str
    issue_index: int | None
    turned_index: int | None
    newest: str
    pack: str | None


def _one(column: str, value: str) -> Told | None:
    """The certificate with this value in a column of which no two have the same."""
    statement, values = _question(column)
    with connection.cursor() as cursor:
        cursor.execute(statement, (*values, value))
        row = cursor.fetchone()
    return _told(Row(*row)) if row else None


@cache  # putting the question together takes ten times as long as asking it
def _question(column: str) -> tuple[str, tuple[Any, ...]]:
    """The statement, and its values but for the one that is looked for, which comes last."""
    issued = Certificate.objects.exclude(state=Certificate.RESERVED)
    newest = issued.filter(case=OuterRef("case")).order_by("-pk").values("number")
    packs = Edition.objects.filter(ordinal__isnull=False).order_by("-ordinal").values("sha256")
    looked_up = {
        "issue_index": _index_of(LogKind.ISSUE),
        "turned_index": _index_of(LogKind.REVOCATION, LogKind.REINSTATEMENT),
        "newest": Subquery(newest[:1]),
        "pack": Subquery(packs[:1]),
    }
    rows = issued.filter(**{column: ""}).annotate(**looked_up).values_list(*Row._fields)
    statement, values = rows.query.sql_with_params()
    return statement, values[:-1]


def _index_of(*kinds: LogKind) -> Subquery:
    """Where the last such act on the certificate stands in the log, in one query: an unknown number takes as many."""
    acts = LogEntry.objects.filter(certificate=OuterRef("pk"), kind__in=[kind.value for kind in kinds])
    return Subquery(acts.order_by("-leaf_id").values("leaf_id")[:1])


def _legal_day(moment: datetime | None) -> date | None:
    """Of a moment as the database gives it: SQLite does not say that it is in UTC."""
    return legal_day(moment if moment.tzinfo else moment.replace(tzinfo=UTC)) if moment else None


def _position(index: int | None) -> int | None:
    return None if index is None else index + 1


def _told(row: Row) -> Told:
    said = json.loads(row.stated)
    reinstated = row.reinstated_at if row.state == Certificate.REPLACED else None
    replaced_at, turned = reinstated or row.replaced_at, _position(row.turned_index)
    certificate = Registered(
        number=row.number,
        name=said["name"],
        series=said["series"],
        speciality=said["speciality"],
        title=said["title"],
        level=said["level"],
        obtained_on=date.fromisoformat(said["obtained_on"]),
        authority=said["authority"],
        document_number=said["document_number"],
        revoked_on=_legal_day(row.revoked_at),
        issue_position=_position(row.issue_index),
        revocation_position=None if reinstated else turned,
        replaced_on=_legal_day(replaced_at),
        reinstated_on=_legal_day(reinstated),
        reinstatement_position=turned if reinstated else None,
        replaced_by=row.newest if replaced_at else "",
        effect_from=row.effect_from,
        change_words=row.change_words,
    )
    return Told(certificate, row.pack or "")
