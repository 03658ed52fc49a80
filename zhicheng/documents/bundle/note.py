"""Signed notes (C2SP, Ed25519): a text with a signature line, and the public key in one line."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from zhicheng.domain.issue_log import ED25519, signed_note, verifier_key

ID_BYTES = 4


def signed_text(note: str, log_key: str) -> str:
    """The text of a note once its signature by this key holds. Raises ValueError for any other note."""
    name, public = _public(log_key)
    text, blank, lines = note.rpartition("\n\n")
    for line in lines.splitlines() if blank else ():
        dash, signer, code = ([*line.split(" "), "", ""])[:3]
        if dash == "—" and signer == name and _holds(public, f"{text}\n".encode(), code, log_key):
            return f"{text}\n"
    raise ValueError("the note bears no signature by the key")


def statement(key: Ed25519PrivateKey, origin: str, subject: str, lines: list[str]) -> str:
    """A note that is no head of a log: its first line, the log's name with `/subject`, keeps the two apart."""
    text = "\n".join([f"{origin}/{subject}", *lines]) + "\n"
    return signed_note(text, origin, key.public_key().public_bytes_raw(), key.sign(text.encode()))


def name_in(log_key: str) -> str:
    """The log's name, from its public key in one line. Raises ValueError where it is none."""
    return _public(log_key)[0]


def _public(log_key: str) -> tuple[str, Ed25519PublicKey]:
    name, _, rest = log_key.partition("+")
    raw = base64.b64decode(rest.partition("+")[2], validate=True)
    public = Ed25519PublicKey.from_public_bytes(raw[len(ED25519) :])
    if verifier_key(name, public.public_bytes_raw()) != log_key:
        raise ValueError("not a key as readers of signed notes take it")
    return name, public


def _holds(public: Ed25519PublicKey, text: bytes, code: str, log_key: str) -> bool:
    try:
        raw = base64.b64decode(code, validate=True)
        public.verify(raw[ID_BYTES:], text)
    except (binascii.Error, ValueError, InvalidSignature):
        return False
    return raw[:ID_BYTES].hex() == log_key.split("+")[1]
