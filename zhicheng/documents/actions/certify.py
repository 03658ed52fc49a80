"""Issue certificates as authorities do: numbers and words, what will be signed, the signed files, the log."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from zhicheng.cases.models import Case, Counter
from zhicheng.cases.moves import lock_together, move_together
from zhicheng.cases.publicising import shown_fields
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.actions.enter_in_log import enter_issues
from zhicheng.documents.actions.supersede import supersede
from zhicheng.documents.approvals import CERTIFICATE_FACTS, approve, certificate_facts, certificate_subject
from zhicheng.documents.models import Certificate, OfficialDocument, Paper
from zhicheng.documents.papers.editions import edition_on
from zhicheng.documents.proof_key import proof_url_of
from zhicheng.documents.update_each import update_each
from zhicheng.domain.approval import facts_sha256
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.numbering import certificate_number
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, State
from zhicheng.outbox.post import Promise, post, post_all

LEVEL_DIGIT = {"senior": 1, "associate_senior": 2, "intermediate": 3, "assistant": 4, "technician": 5}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A certificate that was approved and has no number yet; `year` is the one whose series it counts in."""

    case: Case
    document: OfficialDocument
    facts: dict[str, Any]
    year: int
    replaces: Certificate | None = None

    @property
    def region(self) -> str:
        """The region code that its number begins with."""
        return given(self.case.authority).affiliation

    @property
    def series(self) -> str:
        """The name of the counter that its number is taken from."""
        return f"certificate:{self.region}:{self.year}"


def first_facts(case: Case, document: OfficialDocument) -> dict[str, Any]:
    """What the case's first certificate says of the person, all of it from the frozen copy and the issued document."""
    person = case.snapshot.body["person"] if case.snapshot else {}
    return {
        **shown_fields(case),
        "gender": person["gender"],
        "birth_month": person["birth_date"][:7] if person["birth_date"] else None,
        "obtained_on": legal_day(given(document.issued_at)).isoformat(),
        "document_number": document.number,
        "authority": document.organ,
    }


def reserve_together(case_ids: Sequence[int], *, now: datetime, sealed_at: datetime | None = None) -> list[Certificate]:
    """Give each case its first number, in this order, all or none, and fix what the certificates will say.

    A repeat gives the same ones. `sealed_at` is the aware moment that the signatures will bear, `now` when left out.
    """
    with transaction.atomic():
        cases = Case.objects.filter(pk__in=case_ids).order_by("pk").select_for_update(of=("self",))
        related = cases.select_related("snapshot").prefetch_related("authority", "document_entry__document")
        held = {case.pk: case for case in related.only("level", "authority", "snapshot__body")}
        found = {one.case_id: one for one in Certificate.objects.filter(case__in=held, replaces=None)}
        new = [_first(held[case_id]) for case_id in case_ids if case_id not in found]
        found.update((one.case_id, one) for one in reserve(new, now=now, sealed_at=sealed_at))
        return [found[case_id] for case_id in case_ids]


def reserve_successor(
    old: Certificate, right: dict[str, Any], *, actor: Actor, now: datetime, sealed_at: datetime | None = None
) -> Certificate:
    """Give the case the number that takes the place of `old`, with the facts of `right` instead of its own.

    The actor approves with it what the new certificate says. The caller holds the case's lock and has checked the act.
    """
    facts = {name: old.stated[name] for name in CERTIFICATE_FACTS} | right
    wanted = Wanted(old.case, old.document, facts, legal_day(now).year, replaces=old)
    (new,) = reserve([wanted], now=now, sealed_at=sealed_at)
    approved = facts_sha256(certificate_facts(facts, old.case.number or ""))
    approve(certificate_subject(new), approved, actor=actor, now=now)
    return new


def reserve(wanted: Sequence[Wanted], *, now: datetime, sealed_at: datetime | None = None) -> list[Certificate]:
    """Take the next numbers of the year for these, in order, and promise their papers, within the caller's transaction.

    The caller holds the cases' locks and has seen that the act was approved.
    """
    if not wanted:
        return []
    series = [one.series for one in wanted]
    serials = {name: iter(Counter.take_several(name, series.count(name))) for name in sorted(set(series))}
    edition, at = edition_on("certificate", legal_day(now)), (sealed_at or now).astimezone(UTC)
    more = {"edition": edition, "demo": settings.DEMO, "sealed_at": at.isoformat(timespec="seconds")}
    made = Certificate.objects.bulk_create(_reserved(one, next(serials[one.series]), more, now) for one in wanted)
    ids = [one.pk for one in made]
    post("paper.certificate", key=f"certificate-paper:{made[0].handle}", now=now, certificates=ids)
    return made


def still_reserved(certificate_ids: Sequence[int]) -> list[Certificate]:
    """Those that are not issued yet, locked with their cases; to be called first in the transaction that issues them.

    The cases now, not at the door: the row of a paper that is stored before would take a lesser lock on its case.
    """
    wanted = Certificate.objects.filter(pk__in=certificate_ids, state=Certificate.RESERVED).order_by("pk")
    found = list(wanted.select_for_update().defer("stated"))
    lock_together(one.case_id for one in found)
    return found


def issue_together(
    certificates: Sequence[Certificate], contents: Sequence[Paper], *, actor: Actor, now: datetime
) -> None:
    """Join the signed files to their numbers, log them and certify the cases, all or none.

    To be called within the transaction in which they are `still_reserved`.
    Raises ValueError for one among others that takes the place of an older one: that locks more than these.
    """
    for certificate, content in zip(certificates, contents, strict=True):
        certificate.paper, certificate.issued_at, certificate.state = content, now, Certificate.ISSUED
    update_each(certificates, ["paper"])  # what differs; what is alike follows in one statement
    Certificate.objects.filter(pk__in=[one.pk for one in certificates]).update(issued_at=now, state=Certificate.ISSUED)
    decided = _decided(certificates)
    first, *others = certificates
    if first.replaces_id and not others and first.case_id not in decided:
        supersede(first, now)
    elif any(one.replaces_id for one in certificates):
        raise ValueError("a certificate that takes the place of another is issued by itself")
    else:
        _certify(certificates, decided, actor, now)
    post_all(_what_follows(certificates), now=now)


def _first(case: Case) -> Wanted:
    document = case.document_entry.document
    return Wanted(case, document, first_facts(case, document), legal_day(given(document.issued_at)).year)


def _reserved(wanted: Wanted, serial: int, more: dict[str, Any], now: datetime) -> Certificate:
    case, replaces = wanted.case, wanted.replaces
    number = certificate_number(wanted.region, wanted.year, LEVEL_DIGIT[case.level], serial)
    certificate = Certificate(case=case, document=wanted.document, number=number, reserved_at=now, replaces=replaces)
    verify_url = f"{settings.PUBLIC_URL}/v/{certificate.handle}"
    stated = {"number": number, **wanted.facts, "verify_url": verify_url, **more}
    certificate.stated = stated | {"proof_url": proof_url_of(stated)}
    certificate.stated_sha256 = canonical_sha256(certificate.stated)
    return certificate


def _decided(certificates: Sequence[Certificate]) -> frozenset[int]:
    cases = Case.objects.filter(pk__in=[one.case_id for one in certificates], state=State.DECIDED)
    return frozenset(cases.values_list("pk", flat=True))


def _certify(certificates: Sequence[Certificate], decided: frozenset[int], actor: Actor, now: datetime) -> None:
    """Log them all; the cases that wait for theirs go through the door, one revoked meanwhile stays as it is."""
    certified = [one.case_id for one in certificates if one.case_id in decided]
    with move_together(certified, Act.CERTIFY, actor=actor, now=now) as steps:
        entries = {entry.certificate.case_id: entry for entry in enter_issues(certificates, now=now)}
        for step in steps:
            entry = entries[step.case.pk]
            step.details.update(number=entry.certificate.number, sha256=entry.file_sha256, log_index=entry.leaf_id)


def _what_follows(certificates: Sequence[Certificate]) -> Iterator[Promise]:
    for one in certificates:
        yield Promise("certificate.ofd", f"ofd:{one.pk}", {"certificate": one.pk})
        yield Promise("certificate.raise", f"raise:{one.pk}", {"certificate": one.pk})
