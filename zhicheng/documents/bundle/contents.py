"""What goes into a bundle: plain values, from the register or from samples. No name, no digit of an identity number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zhicheng.documents.bundle.keys import ProofKey, SealCertificate
from zhicheng.documents.verification import Standing

CHANGES = (Standing.REVOKED, Standing.REPLACED)


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate: its number, its place in the issue log from 1, and the SHA-256 (hexadecimal) of all that is ours.

    That is: the whole file as issued, the whole file with the time stamps of later, the OFD edition, and the signed
    QR code.
    """

    number: str
    position: int
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """That a certificate no longer counts: `kind` is revoked or replaced, `since` the legal day from which.

    `by` is the number of the certificate that took its place; `words` why, as everybody may read it.
    """

    number: str
    kind: Standing
    since: date
    by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """All of a bundle. `as_of` is an aware moment, `sites` the addresses that our QR codes may begin with.

    `log_key` is the line of the issue log's public key, `checkpoint` its newest signed head or "" before the first.
    `authorities_pem` are the roots under which time stamps in the files are believed; `other_papers` the digests of the
    papers that bear our seal and are no certificates. `makers` are the certificates (PEM) of those who make the seals
    on our OFD files.
    """

    as_of: datetime
    sites: tuple[str, ...]
    log_key: str
    checkpoint: str
    proof_keys: tuple[ProofKey, ...]
    seals: tuple[SealCertificate, ...]
    changes: tuple[Change, ...]
    issued: Iterable[Issued]
    authorities_pem: bytes = b""
    other_papers: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
