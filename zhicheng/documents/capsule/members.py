"""What a capsule consists of: named members with their digests, read one by one so that none is held beside another."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

Read = Callable[[str], bytes]  # the bytes of an uploaded file by its SHA-256


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the capsule: size and SHA-256 are known before its bytes are read."""

    name: str
    size: int
    sha256: str
    read: Callable[[], bytes] = field(repr=False, compare=False)


def made(name: str, content: bytes) -> Member:
    """A member whose bytes are at hand."""
    return Member(name, len(content), sha256(content).hexdigest(), lambda: content)


def made_of_json(name: str, value: Any, *, mask: str = "") -> Member:
    """A member of JSON for people and machines; `mask`, an identity number, stands nowhere in it."""
    return made(name, masked(written(value), mask))


def written(value: Any) -> bytes:
    """JSON with names in order, one on a line, in UTF-8: the same value always gives the same bytes."""
    return (json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def masked(content: bytes, number: str) -> bytes:
    """The content without the number, whichever way its letters are typed; a person may have typed it anywhere."""
    for typed in {number, number.lower(), number.upper()} - {""}:
        content = content.replace(typed.encode(), "●".encode() * len(typed))
    return content
