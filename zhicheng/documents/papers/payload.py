"""A paper's data as its page reads it: ISO dates, a photo and the code of each address as SVG."""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.letters import letters_of
from zhicheng.documents.papers.photo import kept_photo, printable_photo
from zhicheng.documents.papers.qr import modules, picture_of

SVG = "http://www.w3.org/2000/svg"
DARK = re.compile(rb"\x01+")
PEN = [(length, b"h%d" % length, b"m%d 0" % length) for length in (16, *range(8, 0, -1))]


def code_dots(text: str) -> str:
    """A QR code of `text` as SVG, no quiet zone (the page leaves the white): a picture of few pixels.

    The typesetter is quicker with a picture than with lines; `optimizeSpeed` asks whoever shows it not to smooth it,
    which some do all the same.
    """
    rows = modules(text)
    return _picture_svg(picture_of(rows), "image/png", (len(rows), len(rows)), ' image-rendering="optimizeSpeed"')


def files(data: Paper, code: Callable[[str], str] = code_dots) -> dict[str, bytes]:
    """What is handed to a page as files: `data.json`, in which a picture is the name of its file, the pictures, and
    `letters.json`, by which most texts need not be measured. The same data gives the same files.

    `code` draws the code of an address.
    """
    fields = asdict(data)
    letters = letters_of(fields)
    drawn = {f"{name[:-4]}_qr": code(value) for name, value in fields.items() if name.endswith("_url") and value}
    drawn |= {name: _photo_svg(*kept_photo(value)) for name, value in fields.items() if isinstance(value, bytes)}
    fields |= {name: f"/{name}.svg" for name in drawn}
    pictures = {f"{name}.svg": picture.encode() for name, picture in drawn.items()}
    return pictures | {"data.json": _json(fields), "letters.json": _json(letters)}


def payload(data: Paper) -> str:
    """All of it in one JSON, pictures within: what pages read that import parts 1 and 2."""
    fields = asdict(data)
    fields |= {f"{name[:-4]}_qr": qr_svg(value) for name, value in fields.items() if name.endswith("_url") and value}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, default=_plain)


def code_svg(text: str) -> str:
    """The same code for pages that import parts 3, in lines.

    Along each row the pen draws a thick line for a run of dark modules and is lifted over light ones. Runs are replaced
    length by length, for that is quickest.
    """
    rows = modules(text)
    path = b"\2".join(rows)
    for modules_in_run, line, gap in PEN:
        path = path.replace(b"\1" * modules_in_run, line).replace(b"\0" * modules_in_run, gap)
    size = len(rows)
    path = path.replace(b"\2", b"m-%d 1" % size)
    return f'<svg xmlns="{SVG}" viewBox="0 0 {size} {size}"><path d="M0 .5{path.decode()}" stroke="#000"/></svg>'


def qr_svg(text: str) -> str:
    """The same code for pages that import parts 1 and 2: each run of dark modules a rectangle."""
    rows = modules(text)
    dark = "".join(_runs(y, row) for y, row in enumerate(rows))
    return f'<svg xmlns="{SVG}" viewBox="0 0 {len(rows)} {len(rows)}"><path d="{dark}"/></svg>'


def _runs(y: int, row: bytes) -> str:
    """The dark modules of a row, each run of them one rectangle."""
    return "".join(f"M{run.start()} {y}h{len(run[0])}v1H{run.start()}z" for run in DARK.finditer(row))


def _photo_svg(jpeg: bytes, size: tuple[int, int]) -> str:
    return _picture_svg(jpeg, "image/jpeg", size)


def _picture_svg(picture: bytes, sort: str, size: tuple[int, int], more: str = "") -> str:
    """A picture within an SVG: the typesetter takes files of text alone."""
    held, (width, height) = base64.b64encode(picture).decode(), size
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}"{more} href="data:{sort};base64,{held}"/></svg>'
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return _photo_svg(*printable_photo(value))
    raise TypeError(f"a paper cannot carry a {type(value).__name__}: {value!r}")
