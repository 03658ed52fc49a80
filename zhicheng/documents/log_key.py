"""The key that signs the heads of the issue log, and the log's name."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from zhicheng.domain.issue_log import head_text, signed_note, verifier_key


def log_origin() -> str:
    """The name under which this log signs."""
    return str(settings.ISSUE_LOG_ORIGIN)


def log_verifier_key() -> str:
    """The public key, in the one line that readers of signed notes take."""
    return verifier_key(log_origin(), _key().public_key().public_bytes_raw())


def signed_head(size: int, root: bytes) -> str:
    """The signed note of a head; the same head always gives the same note."""
    text, key = head_text(log_origin(), size, root), _key()
    return signed_note(text, log_origin(), key.public_key().public_bytes_raw(), key.sign(text.encode()))


def signed_statement(subject: str, lines: list[str]) -> str:
    """A signed note that is no head: its first line, the log's name with `/subject`, keeps the two apart."""
    text, key = "\n".join([f"{log_origin()}/{subject}", *lines]) + "\n", _key()
    return signed_note(text, log_origin(), key.public_key().public_bytes_raw(), key.sign(text.encode()))


def _key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(settings.ISSUE_LOG_KEY)
