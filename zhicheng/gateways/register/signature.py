"""How a question to a register is signed: who, when, which question, and the body too."""

import base64
import hashlib
import hmac


def signature(secret: str, *, path: str, client_id: str, timestamp: str, nonce: str, body: bytes) -> str:
    """Base64 of the HMAC-SHA256 over path, client, time, nonce and the body's digest, one a line."""
    lines = (path, client_id, timestamp, nonce, hashlib.sha256(body).hexdigest())
    return base64.b64encode(_hmac(secret, "\n".join(lines))).decode()


def subject_hash(secret: str, *, id_kind: str, id_number: str) -> str:
    """By this an answer names its subject without carrying a digit of the number."""
    return _hmac(secret, f"{id_kind}|{id_number}").hex()


def same(left: str, right: str) -> bool:
    """Compare two texts in constant time."""
    return hmac.compare_digest(left.encode(), right.encode())


def _hmac(secret: str, text: str) -> bytes:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()
