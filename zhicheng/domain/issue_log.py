"""What the public issue log says: the words of an entry, hidden in a leaf by a salt, and the signed head of the log."""

import base64
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from zhicheng.domain.merkle import leaf_hash

SALT_BYTES = 32
ED25519 = b"\1"  # the type of signature in a C2SP signed note


class LogKind(StrEnum):
    """What was done to a certificate. A word that was used keeps its meaning for good; new words may be added."""

    ISSUE = "issue"
    REVOCATION = "revocation"
    CORRECTION = "correction"
    REPLACEMENT = "replacement"
    TIMESTAMPING = "timestamping"
    REINSTATEMENT = "reinstatement"


KIND_WORDS = {
    LogKind.ISSUE: "颁发",
    LogKind.REVOCATION: "撤销",
    LogKind.CORRECTION: "更正",
    LogKind.REPLACEMENT: "换发",
    LogKind.TIMESTAMPING: "加盖时间戳",
    LogKind.REINSTATEMENT: "恢复",
}
# entered on the old number, by the new one
TAKES_ITS_PLACE = frozenset({LogKind.CORRECTION, LogKind.REPLACEMENT, LogKind.REINSTATEMENT})


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: which certificate, the SHA-256 of its whole file in hexadecimal, the day on which it was entered.

    `by` is the number of the new certificate where the act put one in the place of this; "" for all other acts.
    """

    kind: LogKind
    number: str
    sha256: str
    day: date
    by: str = ""

    def content(self) -> str:
        """The one way of writing the entry as JSON: names in order, no white space, ASCII only."""
        said = {"day": self.day.isoformat(), "kind": self.kind.value, "number": self.number, "sha256": self.sha256}
        if self.by:
            said["by"] = self.by
        return json.dumps(said, sort_keys=True, separators=(",", ":"))

    def leaf(self, salt: bytes) -> bytes:
        """The leaf hash of salt and content: without the salt it tells nothing of the entry.

        Raises ValueError for a salt of another length, since salt and content must not run into each other.
        """
        if len(salt) != SALT_BYTES:
            raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
        return leaf_hash(salt + self.content().encode())


def head_text(origin: str, size: int, root: bytes) -> str:
    """The text of a checkpoint (C2SP tlog-checkpoint): origin, number of leaves, root; this is what gets signed."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def signed_note(text: str, name: str, public_key: bytes, signature: bytes) -> str:
    """The text with its signature line (C2SP signed-note, Ed25519)."""
    return f"{text}\n— {name} {base64.b64encode(_key_id(name, public_key) + signature).decode()}\n"


def verifier_key(name: str, public_key: bytes) -> str:
    """The public key in one line, as readers of signed notes take it."""
    return f"{name}+{_key_id(name, public_key).hex()}+{base64.b64encode(ED25519 + public_key).decode()}"


def _key_id(name: str, public_key: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:4]
