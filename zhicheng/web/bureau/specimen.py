"""A paper drawn only to be looked at: set with an edition's page, turned into a picture, marked 样张, never kept."""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.renderer import FONTS, render
from zhicheng.web.page_images import page_of_pdf, pages_of_pdf

WIDE = 1000
MARK = "样张"
INK = (200, 38, 28, 70)
TILT = 30


def pages_of(kind: str, edition: str, words: Paper) -> int:
    """How many pages the paper takes. Raises Unprintable or typst.TypstError for what cannot be set."""
    return pages_of_pdf(render(kind, words, edition=edition))


def page_picture(kind: str, edition: str, words: Paper, page: int) -> bytes:
    """Page `page` (from 1) as a JPEG with 样张 across it. Raises NotYours where there is no such page."""
    sheet = page_of_pdf(render(kind, words, edition=edition), page, WIDE).convert("RGBA")
    mark = _mark()
    for left in range(0, sheet.width, mark.width):
        for top in range(0, sheet.height, mark.height):
            sheet.alpha_composite(mark, (left, top))
    out = io.BytesIO()
    sheet.convert("RGB").save(out, "JPEG", quality=82)
    return out.getvalue()


@cache
def _mark() -> Image.Image:
    tile = Image.new("RGBA", (WIDE // 2, WIDE // 2), (0, 0, 0, 0))
    font = ImageFont.truetype(str(FONTS / "NotoSansSC-Bold.ttf"), WIDE // 9)
    ImageDraw.Draw(tile).text((WIDE // 4, WIDE // 4), MARK, font=font, fill=INK, anchor="mm")
    return tile.rotate(TILT, resample=Image.Resampling.BICUBIC)
