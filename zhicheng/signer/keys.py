"""Keys that sign: one in a file, one in a cryptographic token."""

from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
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


class TokenKey:
    """A key that never leaves its cryptographic token (PKCS#11). Needs the extra `hsm`.

    `module` is the vendor's library, `token` and `label` name token and key there. The session is opened at first use
    and again after a fault, but never with a PIN that was refused once: a token locks itself after a few.
    A token's signatures are not deterministic: the signer's ledger gives the first one again.
    """

    def __init__(self, module: str, token: str, label: str, pin: str) -> None:
        self._where = (module, token, label, pin)
        self._lock = Lock()
        self._found: Any = None
        self._pin_refused = False

    def sign(self, to_sign: bytes) -> bytes:
        """See Key."""
        import pkcs11  # an extra, and its library is the vendor's

        digest = sha256(to_sign).digest()
        with self._lock:
            if self._pin_refused:
                raise KeyFault("the token refused the PIN; put it right and start again")
            try:
                self._found = self._found or self._open()
                raw = self._found.sign(digest, mechanism=pkcs11.Mechanism.ECDSA)
            except (pkcs11.PKCS11Error, RuntimeError) as error:
                self._found, self._pin_refused = None, isinstance(error, pkcs11.PinIncorrect)
                raise KeyFault(f"the token does not sign: {type(error).__name__} {error}".strip()) from error
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))

    def _open(self) -> Any:
        import pkcs11

        module, token, label, pin = self._where
        found = pkcs11.lib(module).get_token(token_label=token)
        try:
            session = found.open(user_pin=pin)
        except pkcs11.UserAlreadyLoggedIn:  # a login is the whole process's, and outlives a session that broke
            session = found.open()
        return session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=label)
