"""Selective disclosure for JWTs (RFC 9901): claims behind salted digests, each shown by its own disclosure."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

HALF = 32  # bytes of each number in an ES256 signature


@dataclass(frozen=True, slots=True)
class Issued:
    """A signed token and the disclosure of each claim that the holder may keep back."""

    token: str
    disclosures: dict[str, str]

    def shown(self, names: set[str] | frozenset[str]) -> str:
        """The presentation that shows these claims beside those that always show. Raises KeyError for others."""
        unknown = names - self.disclosures.keys()
        if unknown:
            raise KeyError(f"the credential has no claims {sorted(unknown)}")
        return "~".join([self.token, *(one for name, one in self.disclosures.items() if name in names), ""])


def issue(
    payload: Mapping[str, Any],
    hidden: Mapping[str, Any],
    *,
    header: Mapping[str, str],
    key: ec.EllipticCurvePrivateKey,
    salt: Callable[[str], bytes],
) -> Issued:
    """Sign `payload` with the digests of `hidden`; `salt` gives 16 bytes or more for each name.

    Salts and signature (RFC 6979) being fixed, the same claims give the same token.
    """
    disclosures = {name: _encoded(json.dumps([_b64(salt(name)), name, value])) for name, value in hidden.items()}
    digests = sorted(_b64(sha256(one.encode()).digest()) for one in disclosures.values())
    body = {**payload, "_sd": digests, "_sd_alg": "sha-256"}
    return Issued(signed({**header, "alg": "ES256"}, body, key), disclosures)


def signed(header: Mapping[str, Any], body: Mapping[str, Any], key: ec.EllipticCurvePrivateKey) -> str:
    """A JWS in compact form, ES256."""
    text = f"{_encoded(json.dumps(header))}.{_encoded(json.dumps(body, ensure_ascii=False))}"
    der = key.sign(text.encode(), ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
    r, s = decode_dss_signature(der)
    return f"{text}.{_b64(r.to_bytes(HALF) + s.to_bytes(HALF))}"


def jwk_of(public: ec.EllipticCurvePublicKey, kid: str) -> dict[str, str]:
    """A P-256 key as JSON (RFC 7517)."""
    numbers = public.public_numbers()
    point = {"x": _b64(numbers.x.to_bytes(HALF)), "y": _b64(numbers.y.to_bytes(HALF))}
    return {"kty": "EC", "crv": "P-256", **point, "kid": kid, "alg": "ES256", "use": "sig"}


def _encoded(text: str) -> str:
    return _b64(text.encode())


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
