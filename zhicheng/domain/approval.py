"""What a person approves for signing, written in the one way that whoever holds the key can check."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

HEADING = b"zhicheng approval 1\n"  # before the body under the signature, so that it is good for nothing else
FIELDS = {"subject": str, "sha256": str, "facts": list, "by": int, "role": str, "at": str}


@dataclass(frozen=True, slots=True)
class Approved:
    """An act and the digests of the facts that it lets be signed.

    `sha256` is the digest of what the person read and confirmed; `by` the person's row id, `at` an ISO moment.
    """

    subject: str
    sha256: str
    facts: tuple[str, ...]
    by: int
    role: str
    at: str

    def body(self) -> str:
        """The canonical JSON of it."""
        said = {name: getattr(self, name) for name in FIELDS}
        return canonical(said | {"facts": list(self.facts)})


def canonical(value: Any) -> str:
    """JSON in the one way of writing it: names in order, no white space, no escapes."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def facts_sha256(facts: Mapping[str, Any]) -> str:
    """The digest under which these facts are approved, in hexadecimal."""
    return sha256(canonical(dict(facts)).encode()).hexdigest()


def signed_bytes(body: str) -> bytes:
    """What the signature of an approval is over."""
    return HEADING + body.encode()


def read_approval(body: str) -> Approved:
    """The approval in a body. Raises ValueError for one that is not written in the one way."""
    said = json.loads(body)
    if not isinstance(said, dict) or set(said) != set(FIELDS):
        raise ValueError("an approval has other fields")
    if any(type(said[name]) is not kind for name, kind in FIELDS.items()):
        raise ValueError("a field of the approval is of another kind")
    if not all(isinstance(one, str) for one in said["facts"]):
        raise ValueError("a digest of the approval is no text")
    found = Approved(**(said | {"facts": tuple(said["facts"])}))
    if found.body() != body:
        raise ValueError("the approval is not written canonically")
    return found
