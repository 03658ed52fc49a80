"""Read what follows the seal: time stamps and evidence in our own form, in our own order, and not one byte besides.

Each addition is taken apart and written anew; only where every byte is the same does it count. So nothing can hide in
an addition, whatever a reader of PDF would make of it.
"""

import re
from dataclasses import dataclass

from zhicheng.documents.long_term.evidence import Evidence, references_in, store_of, with_evidence
from zhicheng.documents.long_term.revision import SignedFile, Unraisable
from zhicheng.documents.long_term.strict_form import require_der
from zhicheng.documents.long_term.timestamps import ROOMS, gap_for_timestamp

MOST = 41  # additions: a time stamp, and twenty renewals of two each
_TOKEN = re.compile(rb"/Contents <([0-9A-F]*)>")
_STREAM = re.compile(rb"(\d+) 0 obj\n<<\n/Length (\d+)\n>>\nstream\n")


class NotOurs(ValueError):
    """Something follows the seal that we did not write."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """A time stamp: its token (DER) and the digest over which it must be."""

    token: bytes
    digest: bytes


Addition = Stamped | Evidence


def read_additions(content: bytes, signed: int) -> list[Addition]:
    """What follows the first `signed` bytes: a time stamp, or that and pairs of evidence and time stamp.

    Raises NotOurs for anything else.
    """
    found: list[Addition] = []
    at = signed
    while at < len(content):
        if len(found) == MOST:
            raise NotOurs("there are more additions than ever would be made")
        try:
            read = _evidence if len(found) % 2 else _stamped
            addition, whole = read(content, at)
        except (Unraisable, ValueError, IndexError) as fault:
            raise NotOurs(f"addition {len(found) + 1} is not in our form: {fault}") from fault
        if not content.startswith(whole):
            raise NotOurs(f"addition {len(found) + 1} is not what we would have written")
        found.append(addition)
        at = len(whole)
    if found and isinstance(found[-1], Evidence):
        raise NotOurs("the last evidence bears no time stamp")
    return found


def der_at_start(padded: bytes) -> bytes:
    """The one DER value with which `padded` begins. Raises ValueError when zeros are not all that follows it."""
    length, head = padded[1], 2
    if length & 0x80:
        head += length & 0x7F
        length = int.from_bytes(padded[2:head], "big")
    value, rest = padded[: head + length], padded[head + length :]
    if len(value) != head + length or rest.strip(b"\0"):
        raise ValueError("something other than zeros follows the value")
    return value


def _stamped(content: bytes, at: int) -> tuple[Stamped, bytes]:
    found = _TOKEN.search(content, at)
    if found is None or len(found[1]) // 2 not in ROOMS:
        raise NotOurs("there is no room for a token of a size that we leave")
    gap = gap_for_timestamp(content[:at], len(found[1]) // 2)
    token = der_at_start(bytes.fromhex(found[1].decode("ascii")))
    return Stamped(token, gap.digest), gap.filled(token)


def _evidence(content: bytes, at: int) -> tuple[Evidence, bytes]:
    file = SignedFile(content[:at])
    store, kept = store_of(file)
    head = b"%d 0 obj\n<<\n/Type /DSS\n" % store
    start = content.index(head, at)
    rows = references_in(content[start : content.index(b"\nendobj\n", start)])
    place = content.index(b"\nendobj\n", start) + len(b"\nendobj\n")
    new = []
    for row, old in zip(rows, kept, strict=True):
        data = []
        for number in row[len(old) :]:
            stream, place = _stream(content, number, place)
            require_der(stream)
            data.append(stream)
        new.append(tuple(data))
    evidence = Evidence(*new)
    return evidence, with_evidence(content[:at], evidence)


def _stream(content: bytes, number: int, place: int) -> tuple[bytes, int]:
    found = _STREAM.match(content, place)
    if found is None or int(found[1]) != number:
        raise NotOurs(f"object {number} does not come in its turn")
    end = found.end() + int(found[2])
    return content[found.end() : end], end + len(b"\nendstream\nendobj\n")
