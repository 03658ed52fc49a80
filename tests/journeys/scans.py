"""Small files such as people upload: real PDFs with words on them, and some that are none."""

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "NotoSansSC-Regular.ttf"


@cache
def scan(title: str, *lines: str) -> bytes:
    """One A4 page with a title and lines, as a scanner makes it."""
    page = Image.new("L", (827, 1169), 255)
    draw = ImageDraw.Draw(page)
    draw.text((413, 120), title, font=_font(40), fill=0, anchor="mm")
    for number, line in enumerate(lines):
        draw.text((110, 240 + 60 * number), line, font=_font(26), fill=0)
    draw.ellipse((520, 820, 700, 1000), outline=90, width=6)
    made = io.BytesIO()
    page.save(made, "PDF", resolution=100)
    return made.getvalue()


def program() -> bytes:
    """The beginning of a Windows program, whatever its name says."""
    return b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 4096


def huge() -> bytes:
    """Forty megabytes that begin as a PDF does."""
    return b"%PDF-1.7\n" + b"\x00" * (40 * 1024 * 1024)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)
