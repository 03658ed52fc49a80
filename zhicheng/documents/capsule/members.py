"""What a capsule consists of: named members with their digests, read one by one so that none is held beside another."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from zhicheng.domain.identity.masking import without_numbers

SIGNS_OF_A_NUMBER = 18
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


def made_of_json(name: str, value: Any, *, mask: str | None = None) -> Member:
    """A member of JSON for people and machines; with `mask`, a known identity number, none stands in it."""
    return made(name, written(value if mask is None else masked(value, mask)))


def written(value: Any) -> bytes:
    """JSON with names in order, one on a line, in UTF-8: the same value always gives the same bytes."""
    return (json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def masked(value: Any, known: str) -> Any:
    """The JSON value without the known number, whichever way it was typed, and without others in running words.

    A text that is a number and nothing else is a field, of a diploma for one: of these only the known number goes.
    """
    if isinstance(value, str):
        alone = len(value) == SIGNS_OF_A_NUMBER and value.isascii() and known.upper() not in value.upper()
        return value if alone else without_numbers(value, known)
    if isinstance(value, dict):
        return {masked(name, known): masked(one, known) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [masked(one, known) for one in value]
    return value
