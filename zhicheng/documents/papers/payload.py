"""A paper's data as the JSON that its page reads: ISO dates, a photo and the code of each address as SVG."""

import base64
import json
import re
from dataclasses import asdict
from datetime import date
from typing import Any

import segno

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.photo import printable_photo

MASK = 2
SVG = "http://www.w3.org/2000/svg"
DARK = re.compile(rb"\x01+")


def payload(data: Paper) -> str:
    """The JSON for `data`; the same data gives the same text."""
    fields = asdict(data)
    fields |= {f"{name[:-4]}_qr": qr_svg(value) for name, value in fields.items() if name.endswith("_url") and value}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, default=_plain)


def qr_svg(text: str) -> str:
    """A QR code of `text` as SVG, error level M or better, no quiet zone (the page leaves the white).

    The mask is fixed: weighing all eight takes five times as long, and every reader undoes whichever is named.
    """
    rows = segno.make_qr(text, error="m", mask=MASK).matrix
    dark = "".join(_runs(y, bytes(row)) for y, row in enumerate(rows))
    return f'<svg xmlns="{SVG}" viewBox="0 0 {len(rows)} {len(rows)}"><path d="{dark}"/></svg>'


def _runs(y: int, row: bytes) -> str:
    """The dark modules of a row, each run of them one rectangle."""
    return "".join(f"M{run.start()} {y}h{len(run[0])}v1H{run.start()}z" for run in DARK.finditer(row))


def _photo_svg(raw: bytes) -> str:
    """The photo as an SVG that holds a JPEG: a page reads a text far faster than a list of as many numbers."""
    jpeg, (width, height) = printable_photo(raw)
    held = base64.b64encode(jpeg).decode()
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{held}"/></svg>'
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return _photo_svg(value)
    raise TypeError(f"a paper cannot carry a {type(value).__name__}: {value!r}")
