"""Our papers beside the same content printed by WeasyPrint: same fonts, same people, same run.

`python -m bench.papers [--ours PAPERS] [--theirs PAPERS]`. WeasyPrint runs in a process of its own, in a virtual
environment made from requirements-papers.txt; Pango and HarfBuzz are Debian's (libpangoft2-1.0-0,
libharfbuzz-subset0). All times are of CPU; every paper is another person's in every field (bench.paper_people), and
both sides write PDF/A-2b with tags. Ours are set in the newest edition of their page, whatever their day. WeasyPrint is
timed twice: with its fonts and styles read once for all papers, and as its documentation writes it, with both made for
each. Last comes the floor: the same words as plain text in one font, set by our typesetter, no table, code or photo. No
page of ours can be quicker.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import typst

from bench.paper_people import certificates, forms
from bench.peers_environment import peers_python
from zhicheng.documents.papers import latest_edition, render
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.payload import payload
from zhicheng.documents.papers.renderer import FONTS, typesetting_fonts

HERE = Path(__file__).resolve().parent
PINNED = HERE / "requirements-papers.txt"
WARM = 5
PLAIN = b'#set page("a4")\n#set text(font: "Noto Serif SC", lang: "zh")\n#read("/words.txt")'

MADE: dict[str, tuple[Callable[[int], list[Any]], int]] = {
    "determination_form": (forms, 2),
    "certificate": (certificates, 1),
}


def main() -> int:
    """Measures; 1 where a paper of ours or of the peer has not the pages or the name that it should have."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--ours", type=int, default=200, help="papers of each kind for us")
    asked.add_argument("--theirs", type=int, default=20, help="papers of each kind for WeasyPrint")
    given = asked.parse_args()
    papers = {kind: make(max(given.ours, given.theirs) + WARM) for kind, (make, _) in MADE.items()}
    with tempfile.TemporaryDirectory() as folder:
        theirs = _theirs({kind: one[: given.theirs + WARM] for kind, one in papers.items()}, Path(folder))
        for kind, all_of_kind in papers.items():
            used, made_by_us = _ours(kind, all_of_kind[: given.ours + WARM])
            floor = _floor([_words(pdf) for pdf in made_by_us])
            for who, made in (("ours", made_by_us[0]), ("WeasyPrint's", (Path(folder) / f"{kind}.pdf").read_bytes())):
                _sound(f"{who} {kind}", made, all_of_kind[0].name, MADE[kind][1])
            print(f"{kind}: ms of CPU a paper")
            print(f"  zhicheng     {used * 1e3:8.1f}   {1 / used:6.1f} a second")
            for how, seconds in theirs[kind].items():
                print(f"  WeasyPrint   {seconds * 1e3:8.1f}   {seconds / used:6.1f} times ours; fonts and styles {how}")
            print(
                f"  floor        {floor * 1e3:8.1f}   {theirs[kind]['once'] / floor:6.1f} times below WeasyPrint, once"
            )
    return 0


def _ours(kind: str, papers: list[Any]) -> tuple[float, list[bytes]]:
    newest = latest_edition(kind)
    made = [render(kind, one, edition=newest) for one in papers[:WARM]]
    started = time.process_time()
    made += [render(kind, one, edition=newest) for one in papers[WARM:]]
    return (time.process_time() - started) / (len(papers) - WARM), made


def _floor(texts: list[str]) -> float:
    compiler = typst.Compiler(root=str(HERE), font_paths=typesetting_fonts())
    for number, text in enumerate(texts):
        if number == WARM:
            started = time.process_time()
        files: Any = {"main.typ": PLAIN, "words.txt": text.encode()}
        compiler.compile(input=files, format="pdf", pdf_standards="a-2b")
    return (time.process_time() - started) / (len(texts) - WARM)


def _words(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def _theirs(papers: dict[str, list[Any]], folder: Path) -> dict[str, dict[str, float]]:
    lines = [
        json.dumps({"kind": kind, "title": KINDS[kind].title, "data": json.loads(payload(one))})
        for kind, all_of_kind in papers.items()
        for one in all_of_kind
    ]
    (folder / "papers.jsonl").write_text("\n".join(lines), "utf-8")
    command = [
        peers_python(PINNED, "papers"),
        HERE / "peers" / "papers_html.py",
        folder / "papers.jsonl",
        FONTS,
        folder,
    ]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    seconds: dict[str, dict[str, float]] = json.loads(said)
    return seconds


def _sound(what: str, pdf: bytes, name: str, pages: int) -> None:
    found = len(pypdfium2.PdfDocument(pdf))
    if found != pages or name not in _words(pdf).replace(" ", ""):
        sys.exit(f"{what} has {found} pages instead of {pages}, or not the name {name}; no time is given")


if __name__ == "__main__":
    sys.exit(main())
