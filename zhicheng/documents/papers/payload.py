"""A paper's data as the JSON that its page reads: ISO dates, a photo as numbers, a QR picture beside each address."""

import io
import json
from dataclasses import asdict
from datetime import date
from typing import Any

import segno

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.photo import printable_photo

MASK = 2


def payload(data: Paper) -> str:
    """The JSON for `data`; the same data gives the same text."""
    fields = asdict(data)
    fields |= {f"{name[:-4]}_qr": qr_svg(value) for name, value in fields.items() if name.endswith("_url") and value}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, default=_plain)


def qr_svg(text: str) -> str:
    """A QR code of `text` as SVG, error level M or better, no quiet zone (the page leaves the white).

    The mask is fixed: weighing all eight takes five times as long, and every reader undoes whichever is named.
    """
    out = io.BytesIO()
    segno.make_qr(text, error="m", mask=MASK).save(out, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True)
    return out.getvalue().decode()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return list(printable_photo(value))
    raise TypeError(f"a paper cannot carry a {type(value).__name__}: {value!r}")
