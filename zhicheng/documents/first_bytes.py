"""What a file is that need not be looked into: told by its first bytes, as the page without network does too."""

import re

from zhicheng.documents.handed import Handed
from zhicheng.documents.ofd.reading import ZIP

MOST_BYTES = 10 * 1024 * 1024
BEGINNING = 1024  # bytes by which a file is told that is neither PDF nor package
PDF = b"%PDF-"
HEADERS = r"(?:[A-Za-z][\w-]*: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?"
SIGNS = (
    (r"\xff\xd8\xff|\x89PNG|GIF8|II\*\0|MM\0\*|BM[\s\S]{4}\0{4}|RIFF[\s\S]{4}WEBP|[\s\S]{4}ftyp", Handed.PICTURE),
    (r"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b", Handed.ARCHIVE),
    (r"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rtf", Handed.TEXT),
    (r"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml[^>]*>\s*<(?:!doctype )?html)", Handed.TEXT),
    (HEADERS + r"(?:MIME-Version|Received|Message-ID|From): ", Handed.MAIL),
)
_SIGNS = tuple((re.compile(sign.encode("latin-1"), re.IGNORECASE), handed) for sign, handed in SIGNS)


def plainly(content: bytes) -> Handed | None:
    """What a file is that need not be looked into; None for a PDF and for a package as OFD is one."""
    if not content:
        return Handed.EMPTY
    if len(content) > MOST_BYTES:
        return Handed.TOO_BIG
    if content.startswith((PDF, ZIP)):
        return None
    beginning = content[:BEGINNING]
    return next((handed for sign, handed in _SIGNS if sign.match(beginning)), Handed.OTHER)
