"""From a number on our papers to the subject under which the log of events speaks of it; says nothing of rights."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from zhicheng.cases.models import Case
from zhicheng.documents.models import Certificate, OfficialDocument
from zhicheng.domain.numbering import normalise_case_number, normalise_certificate_number, normalise_document_number


class NumberKind(StrEnum):
    """What a number is of."""

    CASE = "申报编号"
    CERTIFICATE = "证书编号"
    DOCUMENT = "文号"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number as printed."""

    kind: NumberKind
    number: str


NORMALISED = {
    NumberKind.CASE: normalise_case_number,
    NumberKind.CERTIFICATE: normalise_certificate_number,
    NumberKind.DOCUMENT: normalise_document_number,
}


def number_in(typed: str) -> Numbered | None:
    """The number that was typed, in whatever way; None for what has the form of none. Asks no table."""
    for kind, normalised in NORMALISED.items():
        number = normalised(typed)
        if number is not None:
            return Numbered(kind, number)
    return None


def subject_of(numbered: Numbered) -> str | None:
    """The subject of the events: of a certificate that of its case; None where nothing has this number."""
    if numbered.kind is NumberKind.CASE:
        return _subject("case", Case.objects.filter(number=numbered.number), "handle")
    if numbered.kind is NumberKind.CERTIFICATE:
        return _subject("case", Certificate.objects.filter(number=numbered.number), "case__handle")
    return _subject("document", OfficialDocument.objects.filter(number=numbered.number).order_by("-pk"), "handle")


def _subject(kind: str, rows: QuerySet[Any], name: str) -> str | None:
    handle = rows.values_list(name, flat=True).first()
    return f"{kind}:{handle}" if handle else None
