"""Look an edition through: the names in its page, the files that it reads, its sample, and the page as it prints."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.editions import ABOUT, EDITIONS, out_of_order, since_of
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.lint.fields import Follower, Known, Say
from zhicheng.documents.papers.lint.files import files_read
from zhicheng.documents.papers.lint.seal_room import room_faults
from zhicheng.documents.papers.lint.source import read_source
from zhicheng.documents.papers.lint.trial import read_sample, try_page
from zhicheng.documents.papers.read import read_data

SHARED = re.compile(r"/(parts/\d+\.typ)")


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong with an edition: in which file, on which line, in words for who writes pages."""

    file: Path
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}：{self.words}"


def editions_in(folder: Path) -> list[Path]:
    """The folders of editions at or under `folder`, by name; a folder is one if it has a page or a sample in it."""
    found = {path.parent for name in ("page.typ", "sample.json") for path in folder.rglob(name)}
    return sorted(found, key=lambda path: (path.parent.name, len(path.name), path.name))


def lint_edition(folder: Path) -> list[Fault]:
    """Every fault of the edition in `folder`, whose parent is named for its kind; an empty list if there is none."""
    kind = folder.resolve().parent.name
    if kind not in KINDS:
        return [Fault(folder, 1, f"没有“{kind}”这种文书；有：{'、'.join(sorted(KINDS))}。")]
    missing = [
        Fault(folder / name, 1, "缺少这个文件。")
        for name in ("page.typ", "sample.json", ABOUT)
        if not (folder / name).is_file()
    ]
    if missing:
        return missing
    faults = set(_source_faults(kind, folder))
    data, of_sample = _sample_faults(kind, folder)
    faults.update(of_sample)
    faults.update(Fault(folder / name, 1, words) for name, words in _day_faults(folder, data))
    if not faults:
        faults.update(Fault(folder / name, 1, words) for name, words in room_faults(kind, folder))
    if data is not None and not faults:
        told = try_page(kind, folder, data)
        faults.update(Fault(_file(folder, name), line, words) for name, line, words in told)
    return sorted(faults)


def _source_faults(kind: str, folder: Path) -> list[Fault]:
    page = folder / "page.typ"
    try:
        text = page.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return [Fault(page, 1, "不是 UTF-8 文字。")]
    items, faults = read_source(text), list[Fault]()
    imported, follower = Known(), Follower(kind)
    for read in files_read(items):
        shared = SHARED.fullmatch(read.path or "")
        if shared and (EDITIONS / shared[1]).is_file():
            part = EDITIONS / shared[1]
            known = follower.shared(read_source(part.read_text(encoding="utf-8")), _teller(faults, part))
            imported.shapes |= known.shapes
            imported.functions |= known.functions
        elif wrong := read.wrong(folder):
            faults.append(Fault(page, read.line, wrong))
    follower.page(items, _teller(faults, page), imported)
    return faults


def _day_faults(folder: Path, sample: Paper | None) -> list[tuple[str, str]]:
    """What is wrong with the day from which the edition is in force, by file."""
    try:
        since, wrong = since_of(folder), out_of_order(folder)
    except ValueError as error:
        return [(ABOUT, str(error))]
    faults = [(ABOUT, wrong)] if wrong else []
    if sample is not None and sample.dated < since:
        faults.append(("sample.json", f"样例的日期 {sample.dated} 早于这一版的启用日期 {since}。"))
    return faults


def _teller(faults: list[Fault], file: Path) -> Say:
    return lambda line, words: faults.append(Fault(file, line, words))


def _sample_faults(kind: str, folder: Path) -> tuple[Paper | None, list[Fault]]:
    path = folder / "sample.json"
    try:
        return read_data(kind, read_sample(folder)), []
    except json.JSONDecodeError as error:
        return None, [Fault(path, error.lineno, f"不是 JSON：{error.msg}。")]
    except ValueError as error:
        where, _, said = str(error).partition(": ")
        return None, [Fault(path, _line_of(path, where), _sample_words(where, said))]


def _sample_words(where: str, said: str) -> str:
    if said.endswith(" missing"):
        return f"样例“{where}”缺少字段：{said.removesuffix(' missing').replace(', ', '、')}。"
    if said.startswith("expected the fields"):
        return f"样例“{where}”有数据里没有的字段，或者不是一条记录：{said}。"
    return f"样例“{where}”的值不对：{said or where}。"


def _line_of(path: Path, where: str) -> int:
    """The first line that names the innermost field of “a.b[2].c”, else the first."""
    name = re.sub(r"\[\d+\]", "", where).split(".")[-1]
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, text in enumerate(lines, start=1) if f'"{name}"' in text), 1)


def _file(folder: Path, name: str) -> Path:
    return EDITIONS / name if name.startswith("parts/") else folder / name
