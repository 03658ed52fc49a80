"""Gather from the register what a bundle tells: numbers, days, digests and public keys, and of no person anything."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat

from zhicheng.documents.bundle.contents import Change, Contents, Issued
from zhicheng.documents.file_kinds import OFD_KEY
from zhicheng.documents.log_key import log_verifier_key, signed_statement
from zhicheng.documents.log_queries import newest_head
from zhicheng.documents.models import Certificate, LogEntry, Paper
from zhicheng.documents.proof_code import NoProof, proof_in
from zhicheng.documents.proof_key import proof_keys, seal_certificates
from zhicheng.documents.public_queries import SEALED_KINDS
from zhicheng.documents.verification import Standing
from zhicheng.domain.given import given
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.legal_time import BUREAU_ZONE, legal_day

AT_ONCE = 2000
FILE_KINDS = (LogKind.ISSUE.value, LogKind.TIMESTAMPING.value)


def register_contents(
    *, now: datetime, seal_pem: bytes, authorities_pem: bytes = b"", makers: tuple[str, ...] = ()
) -> Contents:
    """The register as it is, told as of `now`, with the certificates (PEM) of the seals in use and of those who stamp,
    and of those who make the seals of OFD files.

    What changes while it is being gathered is in it or not; each certificate's digests and standing are of one moment.
    Raises ValueError for a file of former keys that cannot be read.
    """
    head = newest_head()
    return Contents(
        as_of=now.astimezone(BUREAU_ZONE).replace(microsecond=0),
        sites=(settings.PUBLIC_URL, *settings.PUBLIC_URLS_BEFORE),
        log_key=log_verifier_key(),
        checkpoint=head.note if head else "",
        proof_keys=tuple(proof_keys()),
        seals=tuple(seal_certificates(seal_pem)),
        authorities_pem=authorities_pem,
        makers=makers,
        other_papers=tuple(Paper.objects.filter(kind__in=SEALED_KINDS).values_list("sha256", flat=True).distinct()),
        changes=tuple(_changes()),
        issued=_issued(),
    )


def sign_bundle(lines: list[str]) -> str:
    """The signature of a bundle by the key of the issue log, which is printed and published and so known already."""
    return signed_statement("bundle", lines)


def _issued() -> Iterator[Issued]:
    """Each certificate with every file of it that ever was issued: renewed time stamps make a new one.

    The OFD edition is not in the log: its certificate is.
    """
    ofd = Paper.objects.filter(key=Concat(Value(OFD_KEY), OuterRef("certificate__handle"))).values("sha256")[:1]
    entries = LogEntry.objects.filter(kind__in=FILE_KINDS).order_by("certificate", "leaf")
    rows = (
        entries.annotate(ofd=Subquery(ofd))
        .values_list("certificate__number", "leaf_id", "file_sha256", "certificate__stated__proof_url", "ofd")
        .iterator(AT_ONCE)
    )
    for number, of_one in groupby(rows, key=itemgetter(0)):
        found = list(of_one)
        files = dict.fromkeys(file for _, _, file, _, _ in found)
        _, leaf, _, code, ofd_sha256 = found[0]
        yield Issued(number, leaf + 1, tuple(filter(None, (*files, ofd_sha256, _code_digest(code)))))


def _code_digest(code: str | None) -> str:
    """The digest of the signed code; none for a certificate of the time before there was one."""
    try:
        return sha256(proof_in(code)).hexdigest() if code else ""
    except NoProof:
        return ""


def _changes() -> Iterator[Change]:
    newest = Certificate.objects.exclude(state=Certificate.RESERVED).filter(case=OuterRef("case")).order_by("-pk")
    changed = Certificate.objects.filter(state__in=(Certificate.REVOKED, Certificate.REPLACED)).order_by("pk")
    for one in changed.defer("stated").annotate(newest=Subquery(newest.values("number")[:1])).iterator(AT_ONCE):
        revoked = one.state == Certificate.REVOKED
        decided = given(one.revoked_at if revoked else one.reinstated_at or one.replaced_at)
        kind = Standing.REVOKED if revoked else Standing.REPLACED
        since = one.effect_from or legal_day(decided)
        yield Change(one.number, kind, since, "" if revoked else one.newest, one.change_words)
