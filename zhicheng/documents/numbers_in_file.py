"""Which certificate numbers stand in a stranger's PDF: read from what its pages show, without drawing anything."""

import re
from collections.abc import Iterable, Iterator

from zhicheng.domain.numbering import normalise_certificate_number

MOST_SIGNS = 2_000_000  # read in all, under each of a file's alphabets
SHORTEST = 21  # signs of a number with its dashes: a shorter text holds none
MOST_TEXT = 1_000_000  # bytes of streams with text, and as many of those with alphabets
LIKE_A_NUMBER = r"[0-9０-９]{6}\s*-\s*[0-9０-９]{4}\s*-\s*[0-9０-９]\s*-\s*[0-9０-９]{5,7}\s*-\s*[0-9A-Z０-９Ａ-Ｚ]"
SHOWS = r"[)>\]]\s*T[jJ]\b"
STRING = r"<([0-9A-Fa-f\s]{0,8000})>|\(((?:[^()\\]|\\[\s\S]){0,2000})"
ESCAPE = r"\\([0-7]{1,3}|\r\n|[\s\S])"
CHARACTER = r"<([0-9A-Fa-f]{2}|[0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>"
RANGE = r"<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{2,4})>\s*(?:<([0-9A-Fa-f]{4})>|\[([^\[\]]*)\])"
RUNS = (
    (0x20, " "),
    (0x2D, "-"),
    (0x30, "0123456789"),
    (0x41, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    (0x2010, "--"),
    (0x2013, "-"),
)
_READ_AS = {first + place: sign for first, signs in RUNS for place, sign in enumerate(signs)}
_LIKE_A_NUMBER = re.compile(LIKE_A_NUMBER)
_SHOWS, _STRING, _ESCAPE, _CHARACTER, _RANGE, _HEXADECIMAL = (
    re.compile(one.encode()) for one in (SHOWS, STRING, ESCAPE, CHARACTER, RANGE, r"<([0-9A-Fa-f]{4})>")
)
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
Alphabet = tuple[int, dict[int, str]]  # how many bytes a sign has, and what of RUNS each is


def numbers_shown(streams: tuple[bytes, ...]) -> frozenset[str]:
    """The well-formed certificate numbers that the streams of a PDF show, as far as a reader could copy them.

    Each text is read under each alphabet, so no table is trusted.
    """
    alphabets = [_alphabet(one) for one in _some(one for one in streams if b"beginbf" in one)]
    found, left = set[str](), MOST_SIGNS
    for stream in _some(one for one in streams if shows_text(one)):
        strings = _strings(stream)
        narrow, wide = b"".join(strings), b"".join(one + bytes(len(one) % 2) for one in strings)
        if len(narrow) < SHORTEST:
            continue
        found |= numbers_in_text(narrow.decode("latin-1"))
        for size, meant in alphabets:
            left -= len(narrow)
            if left < 0:
                return frozenset(found)
            codes = narrow if size == 1 else _in_pairs(wide)
            found |= numbers_in_text("".join([meant.get(code, "\0") for code in codes]))
    return frozenset(found)


def shows_text(stream: bytes) -> bool:
    """Whether a stream puts text on a page."""
    return _SHOWS.search(stream) is not None


def numbers_in_text(text: str) -> frozenset[str]:
    """The well-formed certificate numbers in a text."""
    read = (normalise_certificate_number(found) for found in _LIKE_A_NUMBER.findall(text))
    return frozenset(number for number in read if number)


def _some(streams: Iterable[bytes]) -> Iterator[bytes]:
    left = MOST_TEXT
    for stream in streams:
        if len(stream) <= left:
            left -= len(stream)
            yield stream


def _in_pairs(wide: bytes) -> list[int]:
    return [high << 8 | low for high, low in zip(wide[::2], wide[1::2], strict=True)]


def _strings(stream: bytes) -> list[bytes]:
    return [_hexadecimal(one[1]) if one[1] else _ESCAPE.sub(_meant, one[2] or b"") for one in _STRING.finditer(stream)]


def _hexadecimal(digits: bytes) -> bytes:
    plain = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(plain + "0" * (len(plain) % 2))


def _meant(escape: re.Match[bytes]) -> bytes:
    sign = escape[1]
    return bytes((int(sign, 8) & 0xFF,)) if sign[:1] in b"01234567" else _MEANT.get(sign, sign)


def _alphabet(table: bytes) -> Alphabet:
    """A ToUnicode table, as far as it concerns the signs of which numbers are made."""
    size, meant = 2, dict[int, str]()
    for code, sign in (pair for part in _parts(table, b"bfchar") for pair in _CHARACTER.findall(part)):
        size = len(code) // 2
        _add(meant, int(code, 16), int(sign, 16))
    for first, last, sign, row in (one for part in _parts(table, b"bfrange") for one in _RANGE.findall(part)):
        size = len(first) // 2
        if sign:
            _add_range(meant, int(first, 16), int(last, 16), int(sign, 16))
        for place, one in enumerate(_HEXADECIMAL.findall(row)):
            _add(meant, int(first, 16) + place, int(one, 16))
    return max(size, 1), meant


def _parts(table: bytes, name: bytes) -> list[bytes]:
    return [part.partition(b"end" + name)[0] for part in table.split(b"begin" + name)[1:]]


def _add(meant: dict[int, str], code: int, sign: int) -> None:
    if sign in _READ_AS:
        meant[code] = _READ_AS[sign]


def _add_range(meant: dict[int, str], first: int, last: int, sign: int) -> None:
    for start, signs in RUNS:
        low, high = max(start, sign), min(start + len(signs), sign + last - first + 1)
        if low < high:
            code = first + low - sign
            meant.update(zip(range(code, code + high - low), signs[low - start : high - start], strict=True))
