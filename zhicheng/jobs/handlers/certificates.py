"""Reserve certificates' numbers; then draw them up, seal them, keep them and certify their cases, a group at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from zhicheng.documents.actions.certify import issue_together, reserve_together, still_reserved
from zhicheng.documents.actions.keep_paper import keep_papers
from zhicheng.documents.actions.keep_what_will_be_signed import keep_what_will_be_signed
from zhicheng.documents.models import Certificate, DocumentEntry
from zhicheng.documents.words.certificate import certificate_words
from zhicheng.domain.permissions import WORKER
from zhicheng.domain.seal_place import SealPlace
from zhicheng.gateways.eseal import Unsigned, seal
from zhicheng.jobs.clock import real_now
from zhicheng.jobs.handlers.orders import certificate_orders
from zhicheng.jobs.handlers.sealing import drawn_for_seal, sealed
from zhicheng.jobs.handlers.together import Together
from zhicheng.outbox.deliver import ends_before, renew
from zhicheng.outbox.post import Promise

FIRST_EDITION = "1"  # of certificates whose number was reserved before the edition was kept with it
GROUP = 50
ENDS = 3  # so often may workers end over a group before its certificates are tried one by one
NEEDED = ("handle", "number", "stated", "reserved_at", "replaces", "case__number", "document__handle")


@dataclass(frozen=True, slots=True)
class Page:
    """A certificate drawn and made ready for its signature."""

    edition: str
    drawn_sha256: str
    unsigned: Unsigned


def reserve(payload: dict[str, Any], now: datetime) -> None:
    """Numbers for all on a document's list, in its order and a group at a time, or for a single case."""
    case_ids = [payload["case"]] if "case" in payload else _cases_of(payload["document"])
    together = Together(len(case_ids), _case_alone, now)
    for first in range(0, len(case_ids), GROUP):
        renew()
        together.all(lambda group: reserve_together(group, now=now, sealed_at=real_now()), case_ids[first:][:GROUP])


def make(payload: dict[str, Any], now: datetime) -> None:
    """Draw, keep what will be signed, have it signed, then store and log: each step for all before the next."""
    ids = payload["certificates"] if "certificates" in payload else [payload["certificate"]]
    related = Certificate.objects.select_related("case", "document").only(*NEEDED)
    wanted = list(related.filter(pk__in=ids, state=Certificate.RESERVED).order_by("pk"))
    together = Together(len(ids), _certificate_alone, now)
    if ends_before() >= ENDS and together.all_alone(wanted):
        return
    pages = together.each(_drawn, wanted)
    kept = _kept(together, pages)
    orders = certificate_orders(kept)
    signed = together.each(lambda one: sealed(pages[one].unsigned, orders[one.pk]), kept)
    files = {one.pk: (content, pages[one].edition) for one, content in signed.items()}
    together.all(lambda _: _store(files, now), list(signed))


def drawn_certificate(certificate: Certificate, edition: str) -> tuple[bytes, SealPlace]:
    """The page as it was fixed with the number, and where its seal goes."""
    return drawn_for_seal("certificate", certificate_words(certificate), edition)


def _drawn(certificate: Certificate) -> Page:
    renew()
    edition = certificate.stated.get("edition", FIRST_EDITION)
    drawn, place = drawn_certificate(certificate, edition)
    sealed_at = datetime.fromisoformat(certificate.stated.get("sealed_at", certificate.reserved_at.isoformat()))
    unsigned = seal().prepare(drawn, reason="颁发专业技术职务任职资格证书", at=sealed_at, place=place)
    return Page(edition, sha256(drawn).hexdigest(), unsigned)


def _kept(together: Together[Certificate], pages: Mapping[Certificate, Page]) -> list[Certificate]:
    """Those whose digests are kept and may be signed."""
    made = {one.pk: (page.drawn_sha256, page.unsigned.to_sign_sha256) for one, page in pages.items()}
    faults = keep_what_will_be_signed(made)

    def require_kept(certificate: Certificate) -> None:
        if fault := faults.get(certificate.pk):
            raise fault

    return list(together.each(require_kept, list(pages)))


def _store(files: Mapping[int, tuple[bytes, str]], now: datetime) -> None:
    """Store and log in one commit all that another worker has not stored before."""
    with transaction.atomic():
        if reserved := still_reserved(list(files)):
            papers = [(f"certificate:{one.handle}", *files[one.pk], one.case_id) for one in reserved]
            issue_together(reserved, keep_papers("certificate", papers, now=now), actor=WORKER, now=now)


def _cases_of(document_id: int) -> list[int]:
    entries = DocumentEntry.objects.filter(document=document_id).order_by("serial")
    return list(entries.values_list("case_id", flat=True))


def _case_alone(case_id: int) -> Promise:
    return Promise("certificate.reserve", f"certificate:{case_id}", {"case": case_id})


def _certificate_alone(certificate: Certificate) -> Promise:
    key = f"certificate-paper-alone:{certificate.handle}"
    return Promise("paper.certificate", key, {"certificate": certificate.pk})
