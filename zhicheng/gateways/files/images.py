"""Scans and photographs: whole, large enough to read, and not so large that opening them does harm."""

import io

from PIL import Image

from zhicheng.gateways.files.refused import RefusedFile

MOST_PIXELS = 50_000_000
SHORTEST_SIDE = 200


def measure_image(data: bytes, kind: str) -> tuple[int, int]:
    """Width and height in pixels of a whole JPG or PNG. Raises RefusedFile."""
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as image:
            width, height = image.size
            _require_fit(width, height)
            image.draft(None, (width // 8, height // 8))  # reads a JPEG to its end in a sixty-fourth of the memory
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RefusedFile(_TOO_LARGE) from None
    except (OSError, SyntaxError, ValueError, MemoryError):
        raise RefusedFile(f"这个 {kind} 文件不完整或已损坏，打不开。请重新扫描或拍照后上传。") from None
    return width, height


_TOO_LARGE = "图片超过 5000 万像素，请降低分辨率后再上传（A4 用 300 dpi 即可）。"


def _require_fit(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise RefusedFile(_TOO_LARGE)
    if min(width, height) < SHORTEST_SIDE:
        raise RefusedFile(
            f"图片只有 {width}×{height} 像素，看不清。请用原件重新扫描或拍照，每边至少 {SHORTEST_SIDE} 像素。"
        )
