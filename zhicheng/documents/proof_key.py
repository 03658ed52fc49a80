"""The key that signs the QR codes of certificates, and those that signed them before it."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from zhicheng.documents.proof_code import ORDER, kid_of, proof_of, proof_text

SEED_BYTES = 48  # more than the order has, so that no scalar is likelier than another (FIPS 186-5, A.2.1)


@dataclass(frozen=True, slots=True)
class ListedKey:
    """A public key with the time for which it counts.

    `public` is DER, base64. A certificate that entered the issue log after `last_position` was not signed by us with
    this key, whatever it says: that is how a key that was stolen ends. None is without end.
    """

    kid: str
    public: str
    from_day: date | None = None
    until: date | None = None
    last_position: int | None = None

    def written(self) -> dict[str, Any]:
        """The key as JSON has it."""
        from_day, until = (day.isoformat() if day else None for day in (self.from_day, self.until))
        return {
            "kid": self.kid,
            "public": self.public,
            "from": from_day,
            "until": until,
            "last_position": self.last_position,
        }


def proof_url_of(stated: Mapping[str, Any]) -> str:
    """What the QR code of a certificate holds: its address with the proof of what is stated."""
    key = _key(settings.PROOF_KEY)
    return proof_text(str(stated["verify_url"]), proof_of(stated, key=key, kid=kid_of(key.public_key())))


def listed_keys() -> list[ListedKey]:
    """The key of today first, then those before it, from the file settings.PROOF_KEYS_BEFORE.

    Raises ValueError for a file that cannot be read as a list of keys.
    """
    return [_listed(_key(settings.PROOF_KEY).public_key()), *_before(Path(settings.PROOF_KEYS_BEFORE))]


def _before(path: Path) -> list[ListedKey]:
    if not path.exists():
        return []
    try:
        return [key_as_listed(one) for one in json.loads(path.read_text("utf-8"))]
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{path}: not a list of former keys: {error}") from error


def key_as_listed(said: Mapping[str, Any]) -> ListedKey:
    """A key from its JSON. Raises ValueError, TypeError or KeyError for what is none, or bears another key's id."""
    public = serialization.load_der_public_key(base64.b64decode(said["public"], validate=True))
    if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
        raise TypeError("not a P-256 key")
    listed = _listed(public)
    if listed.kid != said["kid"]:
        raise ValueError(f"key {said['kid']} is called by another key's name")
    day = {name: date.fromisoformat(said[name]) if said.get(name) else None for name in ("from", "until")}
    last = said.get("last_position")
    if last is not None and not isinstance(last, int):
        raise TypeError("last_position is no number")
    return ListedKey(listed.kid, listed.public, day["from"], day["until"], last)


def _listed(public: ec.EllipticCurvePublicKey) -> ListedKey:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    der = public.public_bytes(serialization.Encoding.DER, form)
    return ListedKey(kid_of(public).hex(), base64.b64encode(der).decode())


@cache
def _key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    seed = HKDF(hashes.SHA256(), SEED_BYTES, salt=None, info=b"zhicheng proof key, P-256").derive(secret)
    return ec.derive_private_key(int.from_bytes(seed) % (ORDER - 1) + 1, ec.SECP256R1())
