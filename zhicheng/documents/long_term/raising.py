"""Raise a sealed file from PAdES B-B to B-LTA, and give one that was raised another time stamp (EN 319 142-1 clause 6).

Time stamp, evidence, time stamp: the first proves when the seal was there, the evidence that its certificate was good
then, the second that the evidence was there while all the keys were still safe. The sealed bytes stay the beginning.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding

from zhicheng.documents.long_term.additions import Stamped, der_at_start, read_additions
from zhicheng.documents.long_term.containers import certificates_in, certificates_of, sealed_part, signer_of
from zhicheng.documents.long_term.evidence import Evidence, with_evidence
from zhicheng.documents.long_term.revision import Unraisable
from zhicheng.documents.long_term.timestamps import with_timestamp

LONGEST_CHAIN = 5
_NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class Services:
    """Whom to ask: `stamp` gives a token over a SHA-256, `standing` the evidence on a certificate by its issuer.

    Both speak DER. `authorities_pem` are the roots at which a chain of certificates ends.
    """

    stamp: Callable[[bytes], bytes]
    standing: Callable[[bytes, bytes], Evidence]
    authorities_pem: bytes


@dataclass(frozen=True, slots=True)
class Raised:
    """The file, and until when the certificate of its last time stamp is valid: it is to be renewed before."""

    content: bytes
    valid_until: datetime


def raise_file(sealed: bytes, services: Services) -> Raised:
    """The B-B file with everything that makes it B-LTA after it. Raises Unraisable, and what the services raise."""
    if sealed_part(sealed).length != len(sealed):
        raise Unraisable("something follows the seal already")
    seal = der_at_start(sealed_part(sealed).padded)
    content, token = with_timestamp(sealed, services.stamp)
    evidence = _evidence_on(seal, services).and_(_evidence_on(token, services))
    return _stamped_again(content, evidence, services)


def renew_file(raised: bytes, services: Services) -> Raised:
    """A raised file with evidence on its last time stamp and another one after it. Raises as `raise_file` does."""
    found = read_additions(raised, sealed_part(raised).length)
    tokens = [one.token for one in found if isinstance(one, Stamped)]
    if not tokens:
        raise Unraisable("the file was not raised")
    kept = Evidence()
    for one in found:
        kept = kept.and_(one) if isinstance(one, Evidence) else kept
    return _stamped_again(raised, _evidence_on(tokens[-1], services), services, kept)


def _stamped_again(content: bytes, evidence: Evidence, services: Services, kept: Evidence = _NOTHING) -> Raised:
    """With the evidence and a time stamp, and among the evidence that on this stamp's own signer."""
    for _ in range(2):
        whole, token = with_timestamp(with_evidence(content, evidence.lacking_in(kept)), services.stamp)
        signer = signer_of(token)
        if signer.public_bytes(Encoding.DER) in evidence.certificates:
            break
        evidence = evidence.and_(_evidence_on(token, services))
    return Raised(whole, signer.not_valid_after_utc)


def _evidence_on(container: bytes, services: Services) -> Evidence:
    """What is known of the signer and of those above it, up to the root."""
    pool = (*certificates_in(container), *certificates_of(services.authorities_pem))
    one, evidence = signer_of(container), Evidence()
    for _ in range(LONGEST_CHAIN):
        evidence = evidence.and_(Evidence(certificates=(one.public_bytes(Encoding.DER),)))
        if one.issuer == one.subject:
            return evidence
        above = issuer_among(one, pool)
        found = services.standing(one.public_bytes(Encoding.DER), above.public_bytes(Encoding.DER))
        evidence, one = evidence.and_(found), above
    raise Unraisable("the chain of certificates has no end")


def issuer_among(one: x509.Certificate, pool: Iterable[x509.Certificate]) -> x509.Certificate:
    """The certificate that issued `one`. Raises Unraisable when it is not there."""
    for above in pool:
        try:
            one.verify_directly_issued_by(above)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return above
    raise Unraisable(f"the issuer of {one.subject.rfc4514_string()} is not among the authorities named in the settings")
