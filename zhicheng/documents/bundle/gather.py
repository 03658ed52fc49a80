"""Gather from the register what a bundle tells: numbers, days, digests and public keys, and of no person anything."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from zhicheng.documents.bundle.contents import Change, Contents, Issued
from zhicheng.documents.log_key import log_verifier_key, signed_statement
from zhicheng.documents.log_queries import newest_head
from zhicheng.documents.models import Certificate
from zhicheng.documents.proof_code import NoProof, proof_in
from zhicheng.documents.proof_key import proof_keys, seal_certificates
from zhicheng.documents.verification import Standing
from zhicheng.domain.issue_log import LogKind
from zhicheng.domain.legal_time import BUREAU_ZONE, legal_day

AT_ONCE = 2000


def register_contents(*, now: datetime, seal_pem: bytes) -> Contents:
    """The register as it is, told as of `now`; `seal_pem` holds the certificates of the seals in use.

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
        changes=tuple(_changes()),
        issued=_issued(),
    )


def sign_bundle(lines: list[str]) -> str:
    """The signature of a bundle by the key of the issue log, which is printed and published and so known already."""
    return signed_statement("bundle", lines)


def _numbered() -> QuerySet[Certificate]:
    """Each certificate that is in the log, joined to the entry of its issue."""
    return Certificate.objects.filter(log_entries__kind=LogKind.ISSUE.value).order_by("pk")


def _issued() -> Iterator[Issued]:
    rows = _numbered().values_list(
        "number", "log_entries__leaf_id", "paper__sha256", "long_term__sha256", "stated__proof_url"
    )
    for number, index, file, long_term, code in rows.iterator(AT_ONCE):
        digests = tuple(filter(None, (file, long_term, _code_digest(code))))
        yield Issued(number, index + 1, digests)


def _code_digest(code: str | None) -> str:
    """The digest of the signed code; none for a certificate of the time before there was one."""
    try:
        return sha256(proof_in(code)).hexdigest() if code else ""
    except NoProof:
        return ""


def _changes() -> Iterator[Change]:
    newest = Certificate.objects.exclude(state=Certificate.RESERVED).filter(case=OuterRef("case")).order_by("-pk")
    changed = _numbered().filter(state__in=(Certificate.REVOKED, Certificate.REPLACED))
    for one in changed.defer("stated").annotate(newest=Subquery(newest.values("number")[:1])).iterator(AT_ONCE):
        revoked = one.revoked_at is not None
        decided = one.revoked_at or one.replaced_at
        if decided is None:
            raise ValueError(f"certificate {one.number} is {one.state}, but there is no day of it")
        kind = Standing.REVOKED if revoked else Standing.REPLACED
        since = one.effect_from or legal_day(decided)
        yield Change(one.number, kind, since, "" if revoked else one.newest, one.change_words)
