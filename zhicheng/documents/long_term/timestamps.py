"""Append a document time stamp (ETSI EN 319 142-1 clause 5.4.3): a token over every byte before it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from zhicheng.documents.long_term.revision import SignedFile, Unraisable, appended

ROOMS = (4096, 8192, 16384)  # bytes kept free for a token, tried in turn
RANGE_WIDTH = 44
_FIELDS = re.compile(rb"/Fields \[([^\]]*)\]")
_ANNOTATIONS = re.compile(rb"/Annots \[([^\]]*)\]")
_FIRST_FIELD = re.compile(rb"/Fields \[ ?(\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Gap:
    """A file that lacks a token: it goes between `start` and `end`, where the angle brackets are."""

    content: bytes
    start: int
    end: int

    @property
    def digest(self) -> bytes:
        """The SHA-256 of all bytes but those of the gap: what the token is asked over."""
        return sha256(self.content[: self.start] + self.content[self.end :]).digest()

    def filled(self, token: bytes) -> bytes:
        """The file with the token (DER) in it, followed by zeros. Raises ValueError when the gap is too small."""
        room = self.end - self.start - 2
        text = token.hex().upper().encode()
        if len(text) > room:
            raise ValueError("the token is larger than the room kept free for it")
        return self.content[: self.start + 1] + text.ljust(room, b"0") + self.content[self.end - 1 :]


def with_timestamp(content: bytes, stamp: Callable[[bytes], bytes]) -> tuple[bytes, bytes]:
    """The file with one more time stamp, and the token; `stamp` takes a SHA-256 and gives a token (DER) over it.

    Raises Unraisable, and whatever `stamp` raises.
    """
    for room in ROOMS:
        gap = gap_for_timestamp(content, room)
        token = stamp(gap.digest)
        if len(token) <= room:
            return gap.filled(token), token
    raise Unraisable("the time stamp authority's tokens are larger than any room for them")


def gap_for_timestamp(content: bytes, room: int) -> Gap:
    """The file with field and dictionary of a time stamp appended, `room` bytes left for its token."""
    file = SignedFile(content)
    size, root = file.trailer.size, file.trailer.root
    form = _form(file, root)
    form_text = file.text_of(form)
    first = _match(_FIRST_FIELD, form_text)
    page = int(_match(re.compile(rb"/P (\d+) 0 R"), file.text_of(int(first[1])))[1])
    field, value = size, size + 1
    objects = {
        form: _added(_FIELDS, form_text, field),
        page: _added(_ANNOTATIONS, file.text_of(page), field),
        field: _field(number=_how_many(form_text), page=page, value=value),
        value: _value(b"0" * RANGE_WIDTH, room),
    }
    return _ranged(appended(file, objects), len(content))


def _form(file: SignedFile, root: int) -> int:
    """The object that holds the list of fields: the root itself or the form that it names."""
    named = re.search(rb"/AcroForm (\d+) 0 R", file.text_of(root))
    return int(named[1]) if named else root


def _how_many(form_text: bytes) -> int:
    return _match(_FIELDS, form_text)[1].count(b" 0 R")


def _added(form: re.Pattern[bytes], text: bytes, number: int) -> bytes:
    found = _match(form, text)
    return text[: found.end(1)].rstrip(b" ") + b" %d 0 R " % number + text[found.end(1) :]


def _match(form: re.Pattern[bytes], text: bytes) -> re.Match[bytes]:
    found = list(form.finditer(text))
    if len(found) != 1:
        raise Unraisable(f"{form.pattern!r} stands {len(found)} times where it should stand once")
    return found[0]


def _field(*, number: int, page: int, value: int) -> bytes:
    lines = (b"/Type /Annot", b"/Subtype /Widget", b"/FT /Sig", b"/T (Timestamp%d)" % number, b"/F 132")
    places = (b"/Rect [ 0 0 0 0 ]", b"/P %d 0 R" % page, b"/V %d 0 R" % value)
    return b"\n".join((b"<<", *lines, *places, b">>"))


def _value(byte_range: bytes, room: int) -> bytes:
    kind = (b"/Type /DocTimeStamp", b"/Filter /Adobe.PPKLite", b"/SubFilter /ETSI.RFC3161", b"/V 0")
    return b"\n".join((b"<<", *kind, b"/ByteRange " + byte_range, b"/Contents <" + b"0" * (2 * room) + b">", b">>"))


def _ranged(content: bytes, since: int) -> Gap:
    """Write into the last time stamp which bytes it covers: all but its own token."""
    at = content.index(b"/ByteRange ", since) + len(b"/ByteRange ")
    start = content.index(b"/Contents <", at) + len(b"/Contents ")
    end = content.index(b">", start) + 1
    covered = (b"[0 %d %d %d]" % (start, end, len(content) - end)).ljust(RANGE_WIDTH)
    return Gap(content[:at] + covered + content[at + RANGE_WIDTH :], start, end)
