"""What a stranger's PDF shows without being opened: its streams, unfolded up to a limit, and whether it has pictures.

No table of the file is followed, so that a broken file shows as much as a whole one, and the page without network
(bundle/offline/reading.js) sees the same.
"""

import re
import zlib
from dataclasses import dataclass

MOST_STREAMS = 4000
MOST_BYTES = 16 * 1024 * 1024  # of all streams unfolded
DICTIONARY = 1000  # bytes before a stream in which its dictionary stands
AT_ONCE = 4096
PICTURE = r"/Subtype\s*/Image\b"
LOCK = r"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)"
_PICTURE, _LOCK = re.compile(PICTURE.encode()), re.compile(LOCK.encode())


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The streams but those of pictures; whether there are pictures, and whether the file says it is encrypted."""

    streams: tuple[bytes, ...]
    has_pictures: bool
    is_locked: bool


def unfolded_pdf(pdf: bytes) -> Unfolded:
    """Every stream of the file, the packed ones as far as they can be unpacked; what is broken is left out."""
    streams, left, has_pictures, end = list[bytes](), MOST_BYTES, False, 0
    for _ in range(MOST_STREAMS):
        start = pdf.find(b"stream", end)
        if start < 0 or left <= 0:
            break
        end = pdf.find(b"endstream", start + 6)
        end = len(pdf) if end < 0 else end
        before = pdf[max(0, start - DICTIONARY) : start]
        if _PICTURE.search(before, before.rfind(b"obj") + 1):
            has_pictures = True
        else:
            streams.append(_content(pdf[start + 6 : end], left))
            left -= len(streams[-1])
        end += 9
    return Unfolded(tuple(streams), has_pictures, _LOCK.search(pdf) is not None)


def _content(body: bytes, most: int) -> bytes:
    body = body[body.startswith(b"\r") :]
    body = body[body.startswith(b"\n") :]
    return (_unfolded(body, most) if body[:1] == b"\x78" else b"") or body[:most]


def _unfolded(body: bytes, most: int) -> bytes:
    folded, out = zlib.decompressobj(), bytearray()
    try:
        for at in range(0, len(body), AT_ONCE):
            out += folded.decompress(body[at : at + AT_ONCE], most - len(out))
            if folded.eof or len(out) >= most:
                break
    except zlib.error:
        pass
    return bytes(out)
