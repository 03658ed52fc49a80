"""Turn a page's picture that was scanned sideways."""

import io

from PIL import Image


def turned(jpeg: bytes, degrees: int) -> bytes:
    """The picture turned clockwise; untouched for 0."""
    if not degrees:
        return jpeg
    out = io.BytesIO()
    Image.open(io.BytesIO(jpeg)).rotate(-degrees, expand=True).save(out, "JPEG", quality=82)
    return out.getvalue()
