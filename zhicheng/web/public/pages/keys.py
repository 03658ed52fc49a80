"""The public keys of the platform as a person compares them with what was published elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from zhicheng.documents.bundle.keys import ProofKey, SealCertificate
from zhicheng.documents.log_key import log_verifier_key
from zhicheng.documents.log_prints import printed_heads
from zhicheng.documents.log_queries import newest_head
from zhicheng.documents.proof_key import proof_keys, seal_certificates


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A key or certificate: whose, its SHA-256 in groups of four, until when it counts (None: without end)."""

    name: str
    groups: list[str]
    until: date | None
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The newest signed head of the issue log."""

    size: int
    root: list[str]
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A head that stands on a paper, and the paper in words."""

    words: str
    size: int
    root: list[str]


@dataclass(frozen=True, slots=True)
class KeysPage:
    """Everything on the page."""

    log_key: str
    head: Head | None
    printed: list[OnPaper]
    earlier: int | None
    proof: list[Fingerprint]
    seals: list[Fingerprint]
    maker: list[str]


def keys_page(seal_pem: bytes, maker_der: bytes | None, before: int | None) -> KeysPage:
    """The page; `seal_pem` holds the certificate of the seal in use, `maker_der` that of the SM seal's maker.

    `before` is the place from which the papers with a printed head go on to the earlier ones.
    """
    papers, more = printed_heads(before)
    printed = [OnPaper(one.words, one.size, grouped(one.root.hex(), 8)) for one in papers]
    earlier = papers[-1].after if more else None
    head = newest_head()
    told = Head(head.size, grouped(bytes(head.root).hex(), 8), head.signed_at) if head else None
    maker = grouped(_digest(maker_der), 4) if maker_der else []
    proof, seals = _of_codes(proof_keys()), _of_seals(seal_certificates(seal_pem))
    return KeysPage(log_verifier_key(), told, printed, earlier, proof, seals, maker)


def grouped(digits: str, size: int) -> list[str]:
    """Hexadecimal digits in groups, for reading aloud and comparing."""
    return [digits[at : at + size] for at in range(0, len(digits), size)]


def _of_codes(keys: Sequence[ProofKey]) -> list[Fingerprint]:
    return [Fingerprint(key.kid.hex(), grouped(_digest(_spki(key)), 4), key.term.until) for key in keys]


def _spki(key: ProofKey) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public.public_bytes(serialization.Encoding.DER, form)


def _digest(content: bytes) -> str:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(content)
    return digest.finalize().hex()


def _of_seals(seals: Sequence[SealCertificate]) -> list[Fingerprint]:
    found = []
    for seal in seals:
        certificate = x509.load_pem_x509_certificate(seal.pem.encode())
        name = str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
        groups = grouped(certificate.fingerprint(hashes.SHA256()).hex(), 4)
        found.append(Fingerprint(name, groups, seal.term.until, certificate.not_valid_after_utc))
    return found
