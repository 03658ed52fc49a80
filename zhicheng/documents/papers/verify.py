"""Check the seal on a PDF and take its digests, offline: no network, no clock, no table.

What the seal covers is checked by its signature, what stands in its own room must be its container and zeros, and what
follows it must be time stamps and evidence as we write them, byte for byte. A file is either one of ours or it is not.
"""

import asyncio
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.hazmat.primitives import hashes

from zhicheng.documents.long_term.additions import Addition, Stamped, der_at_start, read_additions
from zhicheng.documents.long_term.checks import check_seal, check_timestamp, was_good
from zhicheng.documents.long_term.containers import Sealed, sealed_part
from zhicheng.documents.long_term.evidence import Evidence

BASIC, LONG_TERM = "B-B", "B-LTA"


@dataclass(frozen=True)
class SignatureVerdict:
    """What the signature on a file says; `sound` is all of it together.

    `level` is that of PAdES (ETSI EN 319 142-1): B-B for a seal, B-LTA when time stamps and evidence follow it that
    prove without us, at any time, that the seal's certificate was good; `stamped_at` are the times of those stamps.
    The seal's own name for its moment, `signed_at`, is its word alone.
    """

    signed: bool
    intact: bool
    trusted: bool
    covers_whole_file: bool
    signer: str
    signed_at: datetime | None
    level: str = ""
    stamped_at: tuple[datetime, ...] = ()

    @property
    def sound(self) -> bool:
        """One seal, by a pinned key, and nothing in the file besides what we put there."""
        return self.signed and self.intact and self.trusted and self.covers_whole_file


@dataclass(frozen=True)
class FileDigests:
    """The digests of a whole file in lower-case hexadecimal."""

    sha256: str
    sm3: str


UNSIGNED = SignatureVerdict(False, False, False, False, "", None)
BROKEN = SignatureVerdict(True, False, False, False, "", None)


def digests(pdf: bytes) -> FileDigests:
    """SHA-256 and SM3 over every byte of the file."""
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(pdf)
    return FileDigests(sha256=hashlib.sha256(pdf).hexdigest(), sm3=sm3.finalize().hex())


def verify_pdf(pdf: bytes, *, trusted_pem: bytes, authorities_pem: bytes = b"") -> SignatureVerdict:
    """The verdict on the seal of `pdf`, trusting the certificates in `trusted_pem` and no other.

    A certificate is judged at the moment that the signature names, so no clock is read; what was revoked since is the
    register's to say. `authorities_pem` are the roots under which time stamps are believed: without them a stamp must
    still be over the right bytes, but raises no level. A file that is not built as ours are is not intact.
    """
    try:
        sealed = sealed_part(pdf)
        return asyncio.run(_verdict(pdf, sealed, trusted_pem, authorities_pem))
    except Exception:  # a stranger's bytes break their readers in ways that nobody can list; none of them is sound
        return BROKEN if b"/ByteRange" in pdf else UNSIGNED


async def _verdict(pdf: bytes, sealed: Sealed, trusted_pem: bytes, authorities_pem: bytes) -> SignatureVerdict:
    if sealed.at is None:
        return BROKEN
    container = der_at_start(sealed.padded)
    status, certificate = await check_seal(container, sealed.digest, trusted_pem=trusted_pem, at=sealed.at)
    verdict = SignatureVerdict(
        signed=True,
        intact=status.intact and status.valid,
        trusted=status.trusted,
        covers_whole_file=True,
        signer=certificate.subject.native.get("common_name", ""),
        signed_at=sealed.at,
        level=BASIC,
    )
    if len(pdf) == sealed.length:
        return verdict
    if not verdict.sound:  # what follows is read only where the beginning is known to be ours
        return replace(verdict, intact=False)
    found = read_additions(pdf, sealed.length)
    stamps = [
        await check_timestamp(one.token, one.digest, authorities_pem=authorities_pem)
        for one in found
        if isinstance(one, Stamped)
    ]
    if not authorities_pem:
        return verdict
    times = tuple(at for at, _ in stamps)
    if not all(trusted for _, trusted in stamps) or list(times) != sorted(times):
        return replace(verdict, intact=False)
    good = await was_good(certificate, times[0], _evidence_in(found), authorities_pem=authorities_pem)
    return replace(verdict, level=LONG_TERM if good and len(times) > 1 else BASIC, stamped_at=times)


def _evidence_in(found: list[Addition]) -> Evidence:
    kept = Evidence()
    for one in found:
        kept = kept.and_(one) if isinstance(one, Evidence) else kept
    return kept
