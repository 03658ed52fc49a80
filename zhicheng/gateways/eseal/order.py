"""What is asked of whoever holds a key: the bytes to sign, and what approved act they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any


class SealRefused(Exception):
    """The seal would not sign: not here, or not this file. Trying again changes nothing."""


class SealUnavailable(Exception):
    """The seal cannot be reached now; the same request may be made again."""


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """Which paper is to be signed, and by whose approval.

    `number` is the one name under which it is signed at most once: a certificate's number or a paper's key. `facts`
    are what it says, plain JSON; `approval` is the text of zhicheng.domain.approval that names their digest, with the
    signature in `approved`.
    """

    number: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    approval: str = ""
    approved: str = ""


@dataclass(frozen=True, slots=True)
class SignRequest:
    """The very bytes that the key signs (the signed attributes), and the order that they fulfil, where there is one."""

    to_sign: bytes
    order: SigningOrder | None = None

    @property
    def sha256(self) -> str:
        """The digest that is signed, in hexadecimal."""
        return sha256(self.to_sign).hexdigest()
