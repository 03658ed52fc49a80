"""Append to a signed file of ours: what stands there stays, and the same additions always give the same bytes.

Only the plainest form of PDF is written here (ISO 32000-1 clause 7.5.6): whole objects, a table of places, a trailer.
The form is fixed for good, because a check writes an addition anew from its content and compares every byte.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby

ENTRY = 20  # bytes a line of a table of places
_END = re.compile(rb"startxref\n(\d+)\n%%EOF\n?\Z")
_SECTION = re.compile(rb"(\d+) (\d+)\s*\n")
_PREVIOUS = re.compile(rb"/Prev (\d+)")


class Unraisable(ValueError):
    """The file is not built as our signed files are; nothing can be appended to it."""


@dataclass(frozen=True, slots=True)
class Trailer:
    """How a file ends: where its newest table is, how many objects it has, which is its root, and its names."""

    table_at: int
    size: int
    root: int
    info: bytes
    first_id: bytes


@dataclass(frozen=True)
class SignedFile:
    """A file to append to. Raises Unraisable where it is read and is none of ours."""

    content: bytes

    @cached_property
    def trailer(self) -> Trailer:
        end = _END.search(self.content[-64:])
        if end is None:
            raise Unraisable("the file does not end where a PDF ends")
        text = self._trailer_of(int(end[1]))
        size, root, name = (
            re.search(form, text) for form in (rb"/Size (\d+)", rb"/Root (\d+) 0 R", rb"/ID ?\[ ?<([0-9a-f]+)>")
        )
        if size is None or root is None or name is None:
            raise Unraisable("the trailer lacks size, root or name")
        info = re.search(rb"/Info \d+ 0 R", text)
        return Trailer(int(end[1]), int(size[1]), int(root[1]), info[0] if info else b"", name[1])

    def text_of(self, number: int) -> bytes:
        """The object as it was last written. Raises Unraisable for one that has a stream or is not there."""
        place = self._places.get(number)
        head = b"%d 0 obj\n" % number
        if place is None or not self.content.startswith(head, place):
            raise Unraisable(f"object {number} is not where the table says")
        start = place + len(head)
        found = self.content[start : self.content.index(b"\nendobj", start)]
        if b"stream\n" in found:
            raise Unraisable(f"object {number} has a stream")
        return found

    @cached_property
    def _places(self) -> dict[int, int]:
        places: dict[int, int] = {}
        at: int | None = self.trailer.table_at
        seen: set[int] = set()
        while at is not None and at not in seen:
            seen.add(at)
            for number, place in self._table(at).items():
                places.setdefault(number, place)
            previous = _PREVIOUS.search(self._trailer_of(at))
            at = int(previous[1]) if previous else None
        return places

    def _table(self, at: int) -> dict[int, int]:
        if not self.content.startswith(b"xref\n", at):
            raise Unraisable("the places of objects are not in a plain table")
        places, at = {}, at + len(b"xref\n")
        while section := _SECTION.match(self.content, at):
            first, count = int(section[1]), int(section[2])
            lines = (self.content[section.end() + ENTRY * i :][:ENTRY] for i in range(count))
            places.update({first + i: int(line[:10]) for i, line in enumerate(lines) if line[17:18] == b"n"})
            at = section.end() + ENTRY * count
        return places

    def _trailer_of(self, at: int) -> bytes:
        start = self.content.find(b"trailer", at)
        end = self.content.find(b"startxref", start)
        if not 0 <= at < start < end:
            raise Unraisable("there is no trailer where one should be")
        return self.content[start:end]


def appended(file: SignedFile, objects: Mapping[int, bytes]) -> bytes:
    """The file with these objects (number: text) added or written anew, in the order of their numbers."""
    out, places = bytearray(file.content), dict[int, int]()
    if not out.endswith(b"\n"):
        out += b"\n"
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table_at = len(out)
    out += b"xref\n" + _table_of(places) + _trailer(file, max(file.trailer.size, *(n + 1 for n in places)))
    out += b"startxref\n%d\n%%%%EOF\n" % table_at
    return bytes(out)


def _table_of(places: Mapping[int, int]) -> bytes:
    out = bytearray()
    for _, run in groupby(enumerate(sorted(places)), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        out += b"%d %d\n" % (numbers[0], len(numbers))
        out += b"".join(b"%010d 00000 n \n" % places[number] for number in numbers)
    return bytes(out)


def _trailer(file: SignedFile, size: int) -> bytes:
    old = file.trailer
    name = sha256(b"appended\0" + file.content).hexdigest()[:32].encode()
    lines = [b"trailer", b"<<", b"/Size %d" % size, b"/Root %d 0 R" % old.root, old.info]
    lines += [b"/ID [ <%s> <%s> ]" % (old.first_id, name), b"/Prev %d" % old.table_at, b">>"]
    return b"\n".join(line for line in lines if line) + b"\n"
