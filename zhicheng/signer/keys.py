"""Keys that sign: one in a file, one in a cryptographic token."""

from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

DETERMINISTIC = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


class Key(Protocol):
    """A private key on an elliptic curve."""

    def sign(self, to_sign: bytes) -> bytes:
        """The ECDSA signature over the SHA-256 of these bytes, as DER. Raises KeyFault."""


class KeyFault(Exception):
    """The key cannot be reached, or cannot sign."""


class FileKey:
    """A key in a PEM file without a password; the same bytes always get the same signature."""

    def __init__(self, path: Path) -> None:
        try:
            key = load_pem_private_key(path.read_bytes(), password=None)
        except (OSError, ValueError, TypeError) as error:
            raise KeyFault(f"{path} holds no key that can be read: {error}") from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise KeyFault(f"{path} holds no key on an elliptic curve")
        self._key = key

    def sign(self, to_sign: bytes) -> bytes:
        """See Key."""
        return self._key.sign(to_sign, DETERMINISTIC)
