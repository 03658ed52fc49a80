"""How wide a text can be at most, told from its letters: what fits for certain need not be measured by the typesetter.

All widths are in em. An ideograph or a full-width sign is one em wide in the four Noto fonts of the papers; of a letter
the wider of Serif and Sans counts, rounded up (in black and bold nothing is a tenth wider than that). A line may end
before and after an ideograph or a word but for the signs that open or close (UAX 14); a sign of any other sort is taken
to hold together what it stands between.
"""

import re
from collections.abc import Iterator
from typing import Any

HUNDREDTHS = {
    36: "!,-.:;[]il", 32: "j", 40: "()/\\ft{}", 28: " ", 44: "I", 48: "*?rs", 52: "z", 56: "$012345678Jcevy",
    60: "#+9<=>S^_agx~–", 64: "FLZ`bdkopq", 68: "BEPThnu", 72: "ACRVXY", 76: "GK", 80: "&DNOQU", 84: "w", 88: "H",
    96: "%@", 100: "Mm—", 108: "W",
}  # fmt: skip
NARROWER = {letter: hundredths / 100 - 1 for hundredths, letters in HUNDREDTHS.items() for letter in letters}

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
OPENING, CLOSING = "（《「『【〔〈〖", "、。，．：；！？）》」』】〕〉〗…"
KNOWN = re.compile(rf"[{HAN}{OPENING}{CLOSING}\u3000“”{re.escape(''.join(NARROWER))}]*")
ATOM = rf"(?:[{HAN}]|[A-Za-z0-9]+)"
GLUE = rf"[^{HAN}A-Za-z0-9{OPENING}{CLOSING}]"
PART = rf"[{OPENING}]*{ATOM}?[{CLOSING}]*"
UNIT = re.compile(rf"(?:{PART}{GLUE}++)*[{OPENING}]*(?:{ATOM}[{CLOSING}]*|[{CLOSING}]+)|[{OPENING}]+|{GLUE}++")
OTHERS = re.compile(rf"[^{HAN}]+")

AT_LEAST = 0.46  # a digit; a full-width sign gives up half its width at the end of a line
OF_SURE_WIDTH = "0123456789" + OPENING + CLOSING
Letters = tuple[float, float, float, float]


def letters_of(data: Any) -> dict[str, Letters | None]:
    """For each text in the data, at any depth: `letters`, or None where it has a letter of unknown width."""
    return {text: letters(text) for text in _texts(data)}


def letters(text: str) -> Letters | None:
    """Four numbers: the width of the whole in one line at most, and at least; the width of its widest unit; and by how
    much all its units together are wider than one em each.
    """
    if not KNOWN.fullmatch(text):
        return None
    others = OTHERS.findall(text)
    if not others:
        return len(text), len(text), 1, 0
    units = [_width(unit) for unit in UNIT.findall(text) if len(unit) > 1]
    signs = "".join(others)
    sure = len(text) - len(signs) + sum(map(signs.count, OF_SURE_WIDTH)) * AT_LEAST
    return len(text) + sum(map(_narrower, others)), sure, max(units, default=1), max(sum(units) - len(units), 0)


def _width(text: str) -> float:
    return len(text) + _narrower(text)


def _narrower(text: str) -> float:
    return sum(NARROWER.get(letter, 0) for letter in text)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)
