"""Small sample scans (演示样张): real JPEG and PDF files that the upload check accepts, with nothing real on them."""

import io
import time
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).resolve().parent.parent.parent.parent / "assets" / "fonts" / "NotoSansSC-Regular.ttf"
PAGE = (620, 876)
INK, PALE, STAMP = (40, 44, 52), (198, 203, 210), (196, 40, 30)
AT_NO_TIME = time.gmtime(0)  # the same bytes at every load


def sheet(title: str, rows: list[tuple[str, str]], *, stamp: str = "") -> Image.Image:
    """A page with a heading, labelled rows, and a round stamp where one is named."""
    page = Image.new("RGB", PAGE, "white")
    draw = ImageDraw.Draw(page)
    draw.text((60, 770), "演示样张 · 内容均为虚构", font=_font(22), fill=PALE)
    draw.text((PAGE[0] / 2, 90), title, font=_font(30), fill=INK, anchor="mm")
    for number, (label, value) in enumerate(rows):
        top = 170 + number * 54
        draw.line([(60, top + 42), (560, top + 42)], fill=PALE)
        draw.text((66, top), label, font=_font(20), fill=INK)
        draw.text((230, top), value, font=_font(20), fill=INK)
    if stamp:
        draw.ellipse([(390, 600), (540, 750)], outline=STAMP, width=4)
        draw.text((465, 675), stamp[:8], font=_font(16), fill=STAMP, anchor="mm")
    return page


def as_jpeg(page: Image.Image) -> bytes:
    """The page as a phone would save it."""
    kept = io.BytesIO()
    page.save(kept, "JPEG", quality=60)
    return kept.getvalue()


def as_pdf(page: Image.Image) -> bytes:
    """The page as a scanner would save it."""
    kept = io.BytesIO()
    page.save(kept, "PDF", resolution=75, quality=60, creationDate=AT_NO_TIME, modDate=AT_NO_TIME)
    return kept.getvalue()


def photo(name: str) -> bytes:
    """A drawn head and shoulders, its colours by the name; nobody's face."""
    tone = sum(map(ord, name))
    picture = Image.new("RGB", (295, 413), (214, 226, 240))
    draw = ImageDraw.Draw(picture)
    coat = (40 + tone % 90, 50 + tone % 70, 80 + tone % 110)
    draw.ellipse([(30, 285), (265, 560)], fill=coat)
    draw.ellipse([(92, 95), (203, 245)], fill=(236, 205, 180))
    draw.pieslice([(86, 78), (209, 220)], 180, 360, fill=(38, 32, 30))
    draw.text((147, 395), "演示样张", font=_font(16), fill="white", anchor="mm")
    return as_jpeg(picture)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)
