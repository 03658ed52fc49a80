"""Bring a photo into the one form that every page can print: upright, RGB, no larger than its frame needs."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from zhicheng.documents.papers.faults import Unprintable

FRAME_PIXELS = (413, 579)  # 35 by 49 mm at 300 dots an inch
WHITE = (255, 255, 255)
LARGEST_KEPT = 80_000
ORIENTATION = 0x0112
BEGIN, END = b"\xff\xd8", b"\xff\xd9"
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
TABLES, FRAME, SCAN, ADOBE = {0xC4, 0xDB, 0xDD}, 0xC0, 0xDA, 0xEE
MARKER_IN_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7]")


def printable_photo(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """The picture as a small JPEG without metadata, and its pixels across and down; the same bytes give the same.

    Raises Unprintable for what is no JPEG or PNG, is cut off, or unfolds to more than is sane.
    """
    with _opened(raw) as picture:
        upright = ImageOps.exif_transpose(picture)
        if upright.mode != "RGB":
            upright = upright.convert("RGBA")
    upright.thumbnail(FRAME_PIXELS)
    flat = upright if upright.mode == "RGB" else _on_white(upright)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=90)
    return out.getvalue(), flat.size


def kept_photo(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """As `printable_photo`; but a JPEG that is already small, upright and plain keeps its picture bit for bit.

    Nothing but what unfolds to the picture is kept of it: no metadata, no profile, nothing after its end.
    """
    if len(raw) <= LARGEST_KEPT and raw.startswith(BEGIN):
        with _opened(raw) as picture:
            size = picture.size
            fits = size[0] <= FRAME_PIXELS[0] and size[1] <= FRAME_PIXELS[1] and picture.mode == "RGB"
            plain = _bare(raw) if fits and picture.getexif().get(ORIENTATION, 1) == 1 else None
            if plain is not None:
                picture.draft("RGB", (1, 1))  # read to its end, but unfolded to an eighth: that finds what is cut off
                picture.load()
                return plain, size
    return printable_photo(raw)


@contextmanager
def _opened(raw: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG")) as picture:
                yield picture
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unprintable(f"the photo cannot be printed: {error}") from error


def _bare(jpeg: bytes) -> bytes | None:
    """The same picture with its tables, frame and scan alone; None if it is not a baseline JPEG of Y, Cb and Cr."""
    kept, at, framed = [BEGIN, JFIF], len(BEGIN), False
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker, end = jpeg[at + 1], at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        segment = jpeg[at:end]
        if marker == SCAN:
            after = MARKER_IN_SCAN.search(jpeg, end)
            whole = framed and after is not None and after[0] == END
            return b"".join([*kept, jpeg[at : after.end()]]) if whole and after else None
        if marker == FRAME:
            framed = segment[9:10] == b"\3" and segment[10::3] == b"\1\2\3"
        if marker in TABLES or marker == FRAME:
            kept.append(segment)
        elif marker == ADOBE or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            return None
        at = end
    return None


def _on_white(picture: Image.Image) -> Image.Image:
    flat = Image.new("RGB", picture.size, WHITE)
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat
