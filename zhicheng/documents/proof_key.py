"""The key that signs the QR codes of certificates, and the keys and seals that signed before those of today."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from zhicheng.documents.bundle.keys import (
    ProofKey,
    SealCertificate,
    read_proof_key,
    read_seal_certificate,
    seals_in,
)
from zhicheng.documents.proof_code import ORDER, kid_of, proof_of, proof_text

SEED_BYTES = 48  # more than the order has, so that no scalar is likelier than another (FIPS 186-5, A.2.1)


def proof_url_of(stated: Mapping[str, Any]) -> str:
    """What the QR code of a certificate holds: its address with the proof of what is stated."""
    key = _key(settings.PROOF_KEY)
    return proof_text(str(stated["verify_url"]), proof_of(stated, key=key, kid=kid_of(key.public_key())))


def proof_signing_key() -> ec.EllipticCurvePrivateKey:
    """The key of today: it signs the codes of certificates and the credentials made of them."""
    return _key(settings.PROOF_KEY)


def proof_keys() -> list[ProofKey]:
    """The key of today first, then those before it, from the file settings.KEYS_BEFORE.

    Raises ValueError for a file that cannot be read.
    """
    return [ProofKey(_key(settings.PROOF_KEY).public_key()), *(read_proof_key(one) for one in _before("proof"))]


def seal_certificates(pem: bytes) -> list[SealCertificate]:
    """The certificates of the seal in use, then those before it, from the same file. Raises ValueError."""
    return [*seals_in(pem), *(read_seal_certificate(one) for one in _before("seals"))]


def _before(kind: str) -> list[dict[str, Any]]:
    path = Path(settings.KEYS_BEFORE)
    if not path.exists():
        return []
    said = json.loads(path.read_text("utf-8"))
    if not isinstance(said, dict) or said.keys() - {"proof", "seals"}:
        raise ValueError(f"{path}: must hold one JSON object with the lists proof and seals")
    return list(said.get(kind, []))


@cache
def _key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    seed = HKDF(hashes.SHA256(), SEED_BYTES, salt=None, info=b"zhicheng proof key, P-256").derive(secret)
    return ec.derive_private_key(int.from_bytes(seed) % (ORDER - 1) + 1, ec.SECP256R1())
