"""The digests of all that was issued, in order, in one file: some twenty looks find one among a million."""

import struct
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from mmap import mmap

from zhicheng.documents.bundle.contents import Issued
from zhicheng.domain.numbering import certificate_number_in_digits, certificate_number_of_digits

RECORD = struct.Struct(">32sQI")  # SHA-256, number without its check character, position in the log
DIGEST = 32


@dataclass(frozen=True, slots=True)
class Listed:
    """Whose digest it is: the certificate's number, and its place in the issue log, from 1.

    Another paper of ours, which is no certificate, has the number "" and the place 0.
    """

    number: str
    position: int


def packed(issued: Iterable[Issued], other_papers: Iterable[str] = ()) -> bytes:
    """The file. Raises ValueError for a wrong digest, or a number that is none.

    A digest that two certificates share would say of neither which it is: it is left out, so that neither counts.
    """
    records = [
        RECORD.pack(bytes.fromhex(digest), certificate_number_in_digits(one.number), one.position)
        for one in issued
        for digest in one.digests
    ]
    records += [RECORD.pack(bytes.fromhex(digest), 0, 0) for digest in other_papers]
    records = sorted(set(records))
    shared = {one[:DIGEST] for one, next_one in pairwise(records) if one[:DIGEST] == next_one[:DIGEST]}
    return b"".join(record for record in records if record[:DIGEST] not in shared)


class IssuedList:
    """The list as read; `data` may be the file itself, mapped into memory."""

    def __init__(self, data: bytes | mmap) -> None:
        if len(data) % RECORD.size:
            raise ValueError(f"{len(data)} bytes are not whole records of {RECORD.size}")
        self._data = data

    def __len__(self) -> int:
        return len(self._data) // RECORD.size

    def find(self, sha256: str) -> Listed | None:
        """The certificate to which this digest belongs, or None."""
        wanted = bytes.fromhex(sha256)
        place = bisect_left(range(len(self)), wanted, key=self._digest)
        if place == len(self) or self._digest(place) != wanted:
            return None
        _, number, position = RECORD.unpack_from(self._data, place * RECORD.size)
        return Listed(certificate_number_of_digits(number) if number else "", position)

    def _digest(self, place: int) -> bytes:
        return bytes(self._data[place * RECORD.size : place * RECORD.size + DIGEST])
