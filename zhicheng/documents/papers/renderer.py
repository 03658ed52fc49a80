"""Turn a paper's data into the bytes of a PDF/A-2b file; same kind, edition and data give the same bytes."""

import json
import os
import threading
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

import typst

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.editions import EDITIONS, edition_on
from zhicheng.documents.papers.faults import FontMissing, NoSuchPaper, Unprintable
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.payload import payload
from zhicheng.domain.seal_place import SealPlace

FONTS = Path(__file__).resolve().parents[3] / "assets" / "fonts"
NEEDED = frozenset(
    {"NotoSansSC-Bold.ttf", "NotoSansSC-Regular.ttf", "NotoSerifSC-Black.ttf", "NotoSerifSC-Regular.ttf"}
)
FontFiles = tuple[tuple[str, int, int], ...]
BUREAU_ZONE = timezone(timedelta(hours=8))

_of_thread = threading.local()


def render(kind: str, data: Paper, *, edition: str | None = None) -> bytes:
    """The PDF of `data` in the given edition of its page, by default the one in force on the day that it bears.

    Raises NoSuchPaper for an unknown kind or edition or data of another kind; Unprintable where a character has no
    glyph in any of our fonts, for a paper is never printed with a hole in a name, or a photo is no picture;
    FontMissing where a font that every paper needs is gone.
    """
    page, inputs = _prepared(kind, data, edition)
    midnight = datetime(data.dated.year, data.dated.month, data.dated.day, tzinfo=BUREAU_ZONE)
    try:
        made = _compiler().compile(str(page), format="pdf", sys_inputs=inputs, pdf_standards="a-2b", timestamp=midnight)
    except typst.TypstError as error:
        if "could not be displayed with" in error.message:
            raise Unprintable(f"{kind} of {data.dated}: {error.message}; add the character to assets/fonts") from error
        raise
    if not isinstance(made, bytes):
        raise TypeError(f"{page} gave no single file")
    return made


def draw(kind: str, data: Paper, *, edition: str | None = None) -> tuple[bytes, SealPlace | None]:
    """The PDF as `render` gives it, and where its page leaves room for a seal: None for a paper that bears none."""
    made = render(kind, data, edition=edition)
    found = json.loads(_compiler().query("<seal-place>", field="value"))  # of the page just set in this thread
    return made, SealPlace(**found[0]) if found else None


def seal_place(kind: str, data: Paper, *, edition: str | None = None) -> SealPlace | None:
    """Where the page of `data` leaves room for a seal, or None for a paper that bears none."""
    return draw(kind, data, edition=edition)[1]


def _prepared(kind: str, data: Paper, edition: str | None) -> tuple[Path, dict[str, str]]:
    wanted = edition or edition_on(kind, data.dated)
    page = EDITIONS / kind / wanted / "page.typ"
    if kind not in KINDS or not wanted.isdigit() or not page.is_file():
        raise NoSuchPaper(f"the paper {kind!r} has no edition {edition!r}")
    if type(data) is not KINDS[kind].data:
        raise NoSuchPaper(f"{kind!r} is made from {KINDS[kind].data.__name__}, not {type(data).__name__}")
    return page, {"data": payload(data), "title": KINDS[kind].title}


def typesetting_fonts() -> typst.Fonts:
    """The fonts in the repository and no others, read anew when a file of them changed. Raises FontMissing."""
    return _fonts_of(FONTS, _font_files())


@lru_cache(maxsize=2)
def _fonts_of(folder: Path, files: FontFiles) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _font_files() -> FontFiles:
    """Name, size and time of each file: a worker that runs for months notices one that is gone or back."""
    with os.scandir(FONTS) as found:
        files = {one.name: one.stat() for one in found if one.name.endswith((".ttf", ".otf"))}
    missing = sorted(NEEDED - files.keys())
    if missing:
        raise FontMissing(f"{FONTS} lacks {', '.join(missing)}")
    return tuple(sorted((name, at.st_size, at.st_mtime_ns) for name, at in files.items()))


def _compiler() -> typst.Compiler:
    """One compiler a thread: it keeps the page just compiled, which two threads must not share."""
    fonts = typesetting_fonts()
    if getattr(_of_thread, "fonts", None) is not fonts:
        _of_thread.compiler = typst.Compiler(root=str(EDITIONS), font_paths=fonts)
        _of_thread.fonts = fonts
    compiler: typst.Compiler = _of_thread.compiler
    return compiler
