"""The page that verifies without any network: one HTML file with its script, its style and a bundle inside."""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import Any

from zhicheng.documents import first_bytes, handed_in, marks, numbers_in_file, unfolded_pdf
from zhicheng.documents.bundle import judge_code
from zhicheng.documents.bundle.judge_pdf import SEAL_TO_ISSUE
from zhicheng.documents.handed import Handed
from zhicheng.documents.ofd import reading
from zhicheng.documents.unfolding import TAIL
from zhicheng.documents.verification import Check
from zhicheng.documents.words.of_files import ASKED_OTHERWISE, FILES, is_looked_into
from zhicheng.documents.words.of_verdicts import (
    LOG,
    NO_OFD_LISTED,
    OFD_SEAL_APART,
    OFFLINE_ADVICE,
    OTHER_CODE,
    PROOF,
    SEAL,
    STATUS,
    VERDICTS,
    WHOLE_FILE,
)

SOURCES = Path(__file__).resolve().parent / "offline"
OF_CODES = ("NEWER", "KEY_OVER", "OTHER_SITE", "ONLY_ADDRESS", "NO_CODE", "STRANGE_KEY", "FORGED_CODE", "CODE_ONLY")
OF_FILES = {
    "OTHER_CODE": OTHER_CODE,
    "OFD_SEAL_APART": OFD_SEAL_APART,
    "NO_OFD_LISTED": NO_OFD_LISTED,
    "MAYBE_NEWER": "核验包里没有这个文件，它写着的日子又不早于核验包：可能是后来颁发的，也可能是伪造的。",
}
SEAL_HERE = ("本页不核对签章", "文件按整份指纹核对，改动一个字节就对不上；签章可用 PDF 阅读器查看。")


def offline_page(files: Mapping[str, bytes]) -> bytes:
    """The page with the files of this bundle; the same files give the same bytes.

    Its own policy lets it run this one script and reach no network at all.
    """
    page, style = _source("page.html"), _source("page.css")
    script = "".join(_source(name) for name in ("reading.js", "unbroken.js", "page.js"))
    told = {**_words(), "files": {name: base64.b64encode(content).decode() for name, content in files.items()}}
    made = Template(page).substitute(
        SCRIPT=script, STYLE=style, SCRIPT_HASH=_hash(script), STYLE_HASH=_hash(style), BUNDLE=_inside_a_script(told)
    )
    return made.encode()


def _words() -> dict[str, Any]:
    checks = (("whole_file", "文件", WHOLE_FILE), ("seal", "签章", SEAL), ("proof", "二维码", PROOF),
              ("status", "状态", STATUS), ("log", "登记簿", LOG))  # fmt: skip
    return {
        "verdicts": {standing.value: asdict(words) for standing, words in VERDICTS.items()},
        "because": {name: getattr(judge_code, name) for name in OF_CODES} | OF_FILES,
        "handed": {handed.value: _of_file(handed) for handed in Handed},
        "reading": _reading(),
        "seal_to_issue_ms": SEAL_TO_ISSUE // timedelta(milliseconds=1),
        "offline_advice": OFFLINE_ADVICE,
        "checks": [[name, subject, _said(words) | {"here": SEAL_HERE}] for name, subject, words in checks],
    }


def _of_file(handed: Handed) -> dict[str, Any]:
    """Words and verdict of a file that was not issued, and whether it was looked into."""
    return {
        **asdict(FILES[handed].words),
        "standing": FILES[handed].standing.value,
        "looked_into": is_looked_into(handed),
        "otherwise": handed in ASKED_OTHERWISE,
    }


def _reading() -> dict[str, Any]:
    """The patterns and limits by which reading.js reads a file as the platform does."""
    return {
        "signs": [[sign, handed.value] for sign, handed in first_bytes.SIGNS],
        "text_parts": handed_in.TEXT_PARTS,
        "most_directory": reading.MOST_DIRECTORY,
        "tail": TAIL,
        "most_file": first_bytes.MOST_BYTES,
        "beginning": first_bytes.BEGINNING,
        "most_streams": unfolded_pdf.MOST_STREAMS,
        "at_once": unfolded_pdf.AT_ONCE,
        "most_unfolded": unfolded_pdf.MOST_BYTES,
        "dictionary": unfolded_pdf.DICTIONARY,
        "most_text": numbers_in_file.MOST_TEXT,
        "most_signs": numbers_in_file.MOST_SIGNS,
        "shortest": numbers_in_file.SHORTEST,
        "runs": numbers_in_file.RUNS,
        "patterns": {
            "address": marks.ADDRESS.pattern.decode("ascii"),
            "picture": unfolded_pdf.PICTURE,
            "lock": unfolded_pdf.LOCK,
            "number": numbers_in_file.LIKE_A_NUMBER,
            "shows": numbers_in_file.SHOWS,
            "string": numbers_in_file.STRING,
            "escape": numbers_in_file.ESCAPE,
            "character": numbers_in_file.CHARACTER,
            "range": numbers_in_file.RANGE,
        },
    }


def _said(words: Mapping[Check, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {check.value: said for check, said in words.items()}


def _inside_a_script(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


def _hash(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()


@cache
def _source(name: str) -> str:
    return (SOURCES / name).read_text("utf-8")
