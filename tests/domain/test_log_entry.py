"""An entry hides behind its salt, and the head of the log is the signed note that others read."""

import base64
from datetime import date
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from zhicheng.domain.issue_log import KIND_WORDS, Entry, LogKind, head_text, signed_note, verifier_key

ENTRY = Entry(LogKind.ISSUE, "330502-2024-4-00017-Y", "ab" * 32, date(2024, 12, 30))
SALT = bytes(range(32))


def test_a_leaf_is_the_hash_of_a_zero_byte_the_salt_and_the_content() -> None:
    content = '{"day":"2024-12-30","kind":"issue","number":"330502-2024-4-00017-Y","sha256":"%s"}' % ("ab" * 32)
    assert ENTRY.content() == content
    assert ENTRY.leaf(SALT) == sha256(b"\0" + SALT + content.encode()).digest()
    assert ENTRY.leaf(SALT) != ENTRY.leaf(SALT[::-1])


@pytest.mark.parametrize("salt", [b"", SALT[:31], SALT + b"{"])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        ENTRY.leaf(salt)


def test_every_kind_has_a_word() -> None:
    assert KIND_WORDS.keys() == set(LogKind)


def test_the_head_is_a_signed_note() -> None:
    key = Ed25519PrivateKey.from_private_bytes(SALT)
    public = key.public_key().public_bytes_raw()
    text = head_text("rlsb.example/log", 7, bytes(32))
    assert text == f"rlsb.example/log\n7\n{'A' * 43}=\n"
    note = signed_note(text, "rlsb.example/log", public, key.sign(text.encode()))
    body, _, line = note.rpartition("\n\n")
    dash, name, signature = line.split()
    assert (dash, name, line[-1]) == ("—", "rlsb.example/log", "\n")
    raw = base64.b64decode(signature)
    key.public_key().verify(raw[4:], body.encode() + b"\n")
    named, key_id, encoded = verifier_key("rlsb.example/log", public).split("+", 2)
    assert (named, bytes.fromhex(key_id)) == (name, raw[:4])
    assert base64.b64decode(encoded) == b"\1" + public
    assert raw[:4] == sha256(b"rlsb.example/log\n\1" + public).digest()[:4]
