"""Turn a paper's data into the bytes of a PDF/A-2b file; same kind, edition and data give the same bytes."""

import json
import os
import re
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.editions import EDITIONS, edition_on
from zhicheng.documents.papers.faults import FontMissing, NoSealRoom, NoSuchPaper, Unprintable
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.payload import code_dots, code_svg, files, payload
from zhicheng.domain.seal_place import SealPlace

FONTS = Path(__file__).resolve().parents[3] / "assets" / "fonts"
NEEDED = frozenset(
    {"NotoSansSC-Bold.ttf", "NotoSansSC-Regular.ttf", "NotoSerifSC-Black.ttf", "NotoSerifSC-Regular.ttf"}
)
FontFiles = tuple[tuple[str, int, int], ...]
BUREAU_ZONE = timezone(timedelta(hours=8))
READS_INPUTS = re.compile(r'"/parts/[12]\.typ"|sys\.inputs')
CODES_IN_LINES = '"/parts/3.typ"'
SEAL_PARTS = ("seal-place", "sealed-with-code")  # the parts that tell where the seal goes
BEARS_SEAL = re.compile(rf"\b({'|'.join(SEAL_PARTS)})\(")
FIXED = "seal-place.json"

_of_thread = threading.local()


def render(kind: str, data: Paper, *, edition: str | None = None) -> bytes:
    """The PDF of `data` in the given edition of its page, by default the one in force on the day that it bears.

    Raises NoSuchPaper for an unknown kind or edition or data of another kind; Unprintable where a character has no
    glyph in any of our fonts, for a paper is never printed with a hole in a name, or a photo is no picture;
    FontMissing where a font that every paper needs is gone.
    """
    page = _page(kind, data, edition)
    return _made(kind, data, sheet_of(page, kind, data))


def draw(kind: str, data: Paper, *, edition: str | None = None) -> tuple[bytes, SealPlace | None]:
    """The PDF as `render` gives it, and where its page leaves room for a seal: None for a paper that bears none."""
    page = _page(kind, data, edition)
    sheet = sheet_of(page, kind, data)
    made = _made(kind, data, sheet)
    if not BEARS_SEAL.search(_source(page, page.stat().st_mtime_ns)):
        return made, _fixed_place(page.with_name(FIXED))
    return made, _found_place(sheet)


def seal_place(kind: str, data: Paper, *, edition: str | None = None) -> SealPlace | None:
    """Where the page of `data` leaves room for a seal, or None for a paper that bears none."""
    return draw(kind, data, edition=edition)[1]


@dataclass(frozen=True)
class Sheet:
    """What the typesetter is handed: the main file (a path, or files by name), and what `sys.inputs` says."""

    main: str | dict[str, bytes]
    inputs: dict[str, str] | None = None

    def settings(self, dated: date) -> dict[str, Any]:
        """What to call the typesetter with for a paper of this day, which is the day of making in the file."""
        given = {"input": self.main, "format": "pdf", "pdf_standards": "a-2b"}
        if self.inputs is None:
            return given | {"timestamp": datetime(dated.year, dated.month, dated.day, tzinfo=UTC)}
        midnight = datetime(dated.year, dated.month, dated.day, tzinfo=BUREAU_ZONE)
        return given | {"timestamp": midnight, "sys_inputs": self.inputs}


def sheet_of(page: Path, kind: str, data: Paper) -> Sheet:
    """The data in the way in which this page reads it: as files, or in `sys.inputs` if it imports parts 1 or 2.

    With files the typesetter's library stays the same from paper to paper, and so does all that it made of the page.
    """
    source = _source(page, page.stat().st_mtime_ns)
    if READS_INPUTS.search(source):
        return Sheet(str(page), {"data": payload(data), "title": KINDS[kind].title})
    main = f'#include "/{page.parent.parent.name}/{page.parent.name}/{page.name}"'
    return Sheet({"main.typ": main.encode(), **files(data, code_svg if CODES_IN_LINES in source else code_dots)})


@lru_cache(maxsize=64)
def _source(page: Path, changed_ns: int) -> str:
    return page.read_text(encoding="utf-8")


def _page(kind: str, data: Paper, edition: str | None) -> Path:
    wanted = edition or edition_on(kind, data.dated)
    page = EDITIONS / kind / wanted / "page.typ"
    if kind not in KINDS or not wanted.isdigit() or not page.is_file():
        raise NoSuchPaper(f"the paper {kind!r} has no edition {edition!r}")
    if type(data) is not KINDS[kind].data:
        raise NoSuchPaper(f"{kind!r} is made from {KINDS[kind].data.__name__}, not {type(data).__name__}")
    return page


def _made(kind: str, data: Paper, sheet: Sheet) -> bytes:
    try:
        made = _compiler(sheet).compile(**sheet.settings(data.dated))
    except typst.TypstError as error:
        if "could not be displayed with" in error.message:
            raise Unprintable(f"{kind} of {data.dated}: {error.message}; add the character to assets/fonts") from error
        raise
    if not isinstance(made, bytes):
        raise TypeError(f"a {kind} gave no single file")
    return made


def _fixed_place(path: Path) -> SealPlace | None:
    """Where the seal goes on a page that says it beforehand, for finding it out sets the paper once more."""
    try:
        return SealPlace(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None
    except (ValueError, TypeError) as error:
        raise NoSealRoom(f"{path.parent.parent.name}/{path.parent.name}/{path.name}: {error}") from error


def _found_place(sheet: Sheet) -> SealPlace | None:
    """Where the page just set in this thread has its room."""
    compiler = _compiler(sheet)
    if isinstance(sheet.main, dict):  # the typesetter forgets files once it has set them
        compiler = _new_compiler(input=sheet.main)
    found = json.loads(compiler.query("<seal-place>", field="value"))
    return SealPlace(**found[0]) if found else None


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


def _compiler(sheet: Sheet) -> typst.Compiler:
    """One compiler a thread, which keeps the page just set, for each way of handing in: what `sys.inputs` once said
    stays in a compiler's library, and a library that changes is a loss of all that was remembered.
    """
    fonts = typesetting_fonts()
    if getattr(_of_thread, "fonts", None) is not fonts:
        _of_thread.compilers = [_new_compiler() for _ in range(2)]
        _of_thread.fonts = fonts
    compiler: typst.Compiler = _of_thread.compilers[sheet.inputs is None]
    return compiler


def _new_compiler(**given: Any) -> typst.Compiler:
    return typst.Compiler(root=str(EDITIONS), font_paths=typesetting_fonts(), **given)
