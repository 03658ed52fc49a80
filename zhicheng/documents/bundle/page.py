"""The page that verifies without any network: one HTML file with its script, its style and a bundle inside."""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import Any

from zhicheng.documents.bundle import judge_code
from zhicheng.documents.verification import Check
from zhicheng.documents.words.of_verdicts import (
    LOG,
    NO_OFD_LISTED,
    NO_TRACE,
    NOT_LISTED,
    NOT_OFD,
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
    "NOT_LISTED": NOT_LISTED,
    "NO_TRACE": NO_TRACE,
    "OFD_SEAL_APART": OFD_SEAL_APART,
    "NOT_OFD": NOT_OFD,
    "NO_OFD_LISTED": NO_OFD_LISTED,
    "NOT_PDF": "这不是 PDF 或 OFD 文件，不是证书原件。图片和截图请改用二维码里的文字核验。",
    "MAYBE_NEWER": "核验包里没有这个文件，它写着的日子又不早于核验包：可能是后来颁发的，也可能被改动过。",
}
SEAL_HERE = ("本页不核对签章", "文件按整份指纹核对，改动一个字节就对不上；签章可用 PDF 阅读器查看。")


def offline_page(files: Mapping[str, bytes]) -> bytes:
    """The page with the files of this bundle; the same files give the same bytes.

    Its own policy lets it run this one script and reach no network at all.
    """
    page, style, script = (_source(name) for name in ("page.html", "page.css", "page.js"))
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
        "offline_advice": OFFLINE_ADVICE,
        "checks": [[name, subject, _said(words) | {"here": SEAL_HERE}] for name, subject, words in checks],
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
