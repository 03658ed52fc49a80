"""Text that must not lie in the open: AES-256-GCM with its place as associated data, and a keyed blind index."""

import base64
import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class Unreadable(Exception):
    """The sealed text was altered, moved to another row or sealed under an unknown key."""


def seal(text: str, *, place: str) -> str:
    """`text` encrypted for one `place` ("people.person|id_number|<handle>"); the same text never seals alike twice."""
    key_id = settings.VAULT_CURRENT_KEY
    nonce = os.urandom(12)
    body = AESGCM(settings.VAULT_KEYS[key_id]).encrypt(nonce, text.encode(), f"{place}|{key_id}".encode())
    return f"v1.{key_id}.{base64.urlsafe_b64encode(nonce + body).decode()}"


def unseal(sealed: str, *, place: str) -> str:
    """The text again. Raises Unreadable when it was not sealed for this place."""
    try:
        version, key_id, body = sealed.split(".")
        raw = base64.urlsafe_b64decode(body)
        if version != "v1":
            raise Unreadable(f"unknown version {version!r} at {place}")
        return AESGCM(settings.VAULT_KEYS[key_id]).decrypt(raw[:12], raw[12:], f"{place}|{key_id}".encode()).decode()
    except (ValueError, KeyError, InvalidTag) as error:
        raise Unreadable(f"cannot read what is sealed at {place}") from error


def blind_index(kind: str, text: str) -> str:
    """A keyed fingerprint for look-up by equality; without the key it says nothing about the text."""
    return hmac.new(settings.VAULT_INDEX_KEY, f"{kind}|{text}".encode(), sha256).hexdigest()[:32]
