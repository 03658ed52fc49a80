"""The public keys in a bundle, each with its end: those of the QR codes and those of the seals."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from zhicheng.documents.proof_code import kid_of


@dataclass(frozen=True, slots=True)
class Term:
    """How long a key counts; None is without end.

    `last_position` is where the last certificate that we signed with it stands in the issue log, counted from 1. What
    entered the log later was signed by somebody else, whatever day it bears: so ends a key that was stolen.
    """

    until: date | None = None
    last_position: int | None = None

    def covers(self, position: int) -> bool:
        """Whether what stands at this position in the log may be by the key."""
        return self.last_position is None or position <= self.last_position

    def written(self) -> dict[str, Any]:
        """The term as JSON has it."""
        return {"until": self.until.isoformat() if self.until else None, "last_position": self.last_position}


@dataclass(frozen=True, slots=True)
class ProofKey:
    """A key that signs QR codes."""

    public: ec.EllipticCurvePublicKey
    term: Term = Term()

    @property
    def kid(self) -> bytes:
        """Its short name in a code."""
        return kid_of(self.public)

    def written(self) -> dict[str, Any]:
        """The key as JSON has it: `public` is a SubjectPublicKeyInfo, DER in base64."""
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        public = base64.b64encode(self.public.public_bytes(serialization.Encoding.DER, form)).decode()
        return {"kid": self.kid.hex(), "public": public, **self.term.written()}


@dataclass(frozen=True, slots=True)
class SealCertificate:
    """A certificate of a seal that signs papers."""

    pem: str
    term: Term = Term()

    def written(self) -> dict[str, Any]:
        """The certificate as JSON has it."""
        return {"certificate": self.pem, **self.term.written()}


def read_proof_key(said: Mapping[str, Any]) -> ProofKey:
    """A key from its JSON. Raises ValueError, TypeError or KeyError for what is none, or bears another key's name."""
    public = serialization.load_der_public_key(base64.b64decode(said["public"], validate=True))
    if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
        raise TypeError("no P-256 key")
    key = ProofKey(public, _read_term(said))
    if key.kid.hex() != said["kid"]:
        raise ValueError(f"key {key.kid.hex()} goes by another's name")
    return key


def read_seal_certificate(said: Mapping[str, Any]) -> SealCertificate:
    """A seal's certificate from its JSON. Raises ValueError, TypeError or KeyError for what is none."""
    x509.load_pem_x509_certificate(said["certificate"].encode())
    return SealCertificate(said["certificate"], _read_term(said))


def certificates_for(position: int, seals: Iterable[SealCertificate]) -> bytes:
    """The certificates, as PEM, of the seals that may have signed what stands at this position in the issue log."""
    return "".join(seal.pem for seal in seals if seal.term.covers(position)).encode()


def seals_in(pem: bytes) -> list[SealCertificate]:
    """Each certificate of a PEM file as one without end."""
    found = x509.load_pem_x509_certificates(pem)
    return [SealCertificate(one.public_bytes(serialization.Encoding.PEM).decode()) for one in found]


def _read_term(said: Mapping[str, Any]) -> Term:
    until, last = said.get("until"), said.get("last_position")
    if last is not None and (not isinstance(last, int) or isinstance(last, bool) or last < 0):
        raise TypeError(f"last_position is no position: {last!r}")
    return Term(date.fromisoformat(until) if until is not None else None, last)
