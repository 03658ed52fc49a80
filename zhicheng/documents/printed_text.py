"""What stands on a paper that prints a head of the issue log, read from its PDF."""

import re
import unicodedata
from contextlib import closing

import pypdfium2

from zhicheng.documents.models import LogPrint
from zhicheng.domain.words import cn_day

PRINTS_A_HEAD = ("official_document", "bureau_notice")
ROOT = re.compile(r"(?:[0-9a-f]{8}\s+){7}[0-9a-f]{8}")
UNSEEN = re.compile(r"[\s\u200b\u00ad\ufffe]+")


def text_of(content: bytes) -> str | None:
    """The text of all pages; None for what is no PDF."""
    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            return " ".join(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError:
        return None


def roots_in(text: str) -> list[bytes]:
    """Every root of the log in the text: several may stand there, one in each place."""
    return [bytes.fromhex(found) for found in map("".join, map(str.split, ROOT.findall(text)))]


def stands_in(said: str, text: str) -> bool:
    """Whether the words stand in the text, however they are broken into lines."""
    return _seen(said) in _seen(text)


def not_on_paper(entered: LogPrint, text: str) -> list[str]:
    """What was entered of the paper and does not stand on it, in Chinese."""
    told = {
        "校验值": bytes(entered.head.root) in roots_in(text),
        "标题": stands_in(entered.title, text),
        "文号": stands_in(entered.number, text),
        "机关": stands_in(entered.authority, text),
        "日期": stands_in(cn_day(entered.day), text),
    }
    return [what for what, stands in told.items() if not stands]


def _seen(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text))
