"""Bring a photo into the one form that every page can print: upright, RGB, no larger than its frame needs."""

import io
import warnings

from PIL import Image, ImageOps

from zhicheng.documents.papers.faults import Unprintable

FRAME_PIXELS = (413, 579)  # 35 by 49 mm at 300 dots an inch
WHITE = (255, 255, 255)


def printable_photo(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """The picture as a small JPEG without metadata, and its pixels across and down; the same bytes give the same.

    Raises Unprintable for what is no JPEG or PNG, is cut off, or unfolds to more than is sane.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG")) as picture:
                upright = ImageOps.exif_transpose(picture)
                if upright.mode != "RGB":
                    upright = upright.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unprintable(f"the photo cannot be printed: {error}") from error
    upright.thumbnail(FRAME_PIXELS)
    flat = upright if upright.mode == "RGB" else _on_white(upright)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=90)
    return out.getvalue(), flat.size


def _on_white(picture: Image.Image) -> Image.Image:
    flat = Image.new("RGB", picture.size, WHITE)
    flat.paste(picture, mask=picture.getchannel("A"))
    return flat
