"""Set a page with its sample as the worker would, in a folder of its own: what the typesetter says against it."""

import json
import re
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pikepdf
import typst

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.editions import EDITIONS
from zhicheng.documents.papers.faults import Unprintable
from zhicheng.documents.papers.renderer import sheet_of, typesetting_fonts

PLACE = re.compile(r"(page\.typ|parts/\d+\.typ):(\d+):\d+")
NO_GLYPH = re.compile(r"(?:text|character).*?[\"'“`](?P<text>.+?)[\"'”`].*could not be displayed", re.DOTALL)
SAID = (
    (re.compile(r"dictionary does not contain key \"?(?P<it>[^\"]+)"), "没有字段“{it}”"),
    (re.compile(r"unknown variable: (?P<it>\S+)"), "没有定义“{it}”"),
    (re.compile(r"file not found.*?\((?:searched at )?(?P<it>[^)]+)\)"), "找不到文件“{it}”"),
    (re.compile(r"did not converge"), "版面来回变动，排不定"),
)

Told = tuple[str, int, str]
"""A file of the edition (page.typ, parts/2.typ), a line, and what is wrong there."""


def try_page(kind: str, folder: Path, data: Paper) -> list[Told]:
    """Every complaint about the page in `folder` set with `data`; empty if there is none.

    The page sees its own folder and the shared parts and no other file of the machine.
    """
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        shutil.copytree(EDITIONS / "parts", root / "parts")
        shutil.copytree(folder, root / kind / "1", symlinks=True)
        return _set(kind, root, data)


def _set(kind: str, root: Path, data: Paper) -> list[Told]:
    compiler = typst.Compiler(root=str(root), font_paths=typesetting_fonts())
    try:
        sheet = sheet_of(root / kind / "1" / "page.typ", kind, data)
        pdf, warnings = compiler.compile_with_warnings(**sheet.settings(data.dated))
    except Unprintable as error:
        return [("sample.json", 1, str(error))]
    except typst.TypstError as error:
        return [_told(error)]
    return [_told(warning) for warning in warnings if "see " not in warning.message] + _properties(cast(bytes, pdf))


def _told(said: Any) -> Told:
    """The typesetter's words in ours, with the place that it names."""
    trail = " ".join([said.diagnostic or "", *(said.trace or [])])
    places = PLACE.findall(trail)
    file, line = next(((f, int(n)) for f, n in places if f == "page.typ"), places[0] if places else ("page.typ", 1))
    if "could not be displayed with" in said.message:
        return file, int(line), f"有字符在字体里没有字形：{said.message}"
    for pattern, words in SAID:
        if found := pattern.search(said.message):
            return file, int(line), f"{words.format(**found.groupdict())}。"
    return file, int(line), f"排版没有成功：{said.message}"


def _properties(pdf: bytes) -> list[Told]:
    with pikepdf.open(BytesIO(pdf)) as file:
        title, language = str(file.docinfo.get("/Title", "")), str(file.Root.get("/Lang", ""))
    told: list[Told] = []
    if not title:
        told.append(("page.typ", 1, "PDF 没有标题；请写 set document(title: sys.inputs.title)。"))
    if not language.startswith("zh"):
        told.append(("page.typ", 1, 'PDF 没有标明中文；请写 set text(lang: "zh")。'))
    return told


def read_sample(folder: Path) -> dict[str, Any]:
    """The sample beside a page as parsed JSON. Raises ValueError where it is none."""
    raw = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    if not isinstance(raw, dict):
        raise ValueError("样例不是一个 JSON 对象")
    return raw
