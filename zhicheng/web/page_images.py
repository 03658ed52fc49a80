"""A file's pages as plain pictures, so that no officer's browser opens what somebody uploaded."""

import io
from functools import lru_cache
from threading import Lock

import pypdfium2
from PIL import Image

from zhicheng.domain.faults import NotYours
from zhicheng.gateways.files import FileMissing, file_store

WIDE = 1400
KEPT = 64
_one_at_a_time = Lock()  # PDFium is not made for threads


@lru_cache(maxsize=KEPT)
def page_as_jpeg(sha256: str, media_type: str, page: int, width: int = WIDE) -> bytes:
    """Page `page` (from 1) of the kept file, at most `width` pixels wide. Raises NotYours when there is none."""
    try:
        with file_store().open(sha256) as stored:
            content = stored.read()
    except FileMissing:
        raise NotYours("文件暂时取不到，请稍后再试") from None
    picture = (
        page_of_pdf(content, page, width) if media_type == "application/pdf" else _of_picture(content, page, width)
    )
    written = io.BytesIO()
    picture.convert("RGB").save(written, "JPEG", quality=82)
    return written.getvalue()


def pages_of_pdf(content: bytes) -> int:
    """How many pages a PDF has."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            return len(document)
        finally:
            document.close()


def page_of_pdf(content: bytes, page: int, width: int = WIDE) -> Image.Image:
    """Page `page` (from 1) of a PDF, `width` pixels wide. Raises NotYours when there is none."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            if not 1 <= page <= len(document):
                raise NotYours
            sheet = document[page - 1]
            drawn: Image.Image = sheet.render(scale=width / sheet.get_width()).to_pil()
            return drawn.copy()
        finally:
            document.close()


def _of_picture(content: bytes, page: int, width: int) -> Image.Image:
    if page != 1:
        raise NotYours
    picture = Image.open(io.BytesIO(content))
    picture.thumbnail((width, width * 4))
    return picture.copy()
