"""The key that signs the QR codes of certificates, and the keys and seals that signed before those of today."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

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

Key = TypeVar("Key", ProofKey, SealCertificate)


def proof_url_of(stated: Mapping[str, Any]) -> str:
    """What the QR code of a certificate holds: its address with the proof of what is stated."""
    key = _key(settings.PROOF_KEY)
    return proof_text(str(stated["verify_url"]), proof_of(stated, key=key, kid=kid_of(key.public_key())))


def proof_signing_key() -> ec.EllipticCurvePrivateKey:
    """The key of today: it signs the codes of certificates and the credentials made of them."""
    return _key(settings.PROOF_KEY)


class BadFormerKeys(ValueError):
    """The file of the keys and seals before those of today cannot be read; the message says where, in Chinese."""


def proof_keys() -> list[ProofKey]:
    """The key of today first, then those before it, from settings.KEYS_BEFORE. Raises BadFormerKeys."""
    return [ProofKey(_key(settings.PROOF_KEY).public_key()), *_before("proof", read_proof_key)]


def seal_certificates(pem: bytes) -> list[SealCertificate]:
    """The certificates of the seal in use, then those before it, from the same file. Raises BadFormerKeys."""
    return [*seals_in(pem), *_before("seals", read_seal_certificate)]


def _before(kind: str, read: Callable[[Mapping[str, Any]], Key]) -> list[Key]:
    path = Path(settings.KEYS_BEFORE)
    if not path.exists():
        return []
    try:
        said = json.loads(path.read_text("utf-8"))
        if said.keys() - {"proof", "seals"}:
            raise ValueError("只能有 proof 和 seals 两项")
        return [read(one) for one in said.get(kind, [])]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadFormerKeys(f"{path}：不能读取停用的密钥和印章（{error}）") from error


@cache
def _key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    seed = HKDF(hashes.SHA256(), SEED_BYTES, salt=None, info=b"zhicheng proof key, P-256").derive(secret)
    return ec.derive_private_key(int.from_bytes(seed) % (ORDER - 1) + 1, ec.SECP256R1())
