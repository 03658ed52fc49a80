"""Identity numbers in free text, however they were typed, each sign of them made a dot; other long numbers stay."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from zhicheng.domain.identity.check_digit import check_character
from zhicheng.domain.identity.typed_text import plain_number

DOT = "●"
MOST_KEPT = 4  # known numbers; many texts are masked for one person, and nobody's number stays in memory for good
SHORTEST_SPACED = 15  # signs; what is shorter and spaced may as well be a day or a telephone number
_BETWEEN = r"[\s\u200b-\u200d\u2060\ufeff\-_.·•,，、/\u2010-\u2015\u2212]{0,3}"
_BETWEEN_SIGNS = re.compile(_BETWEEN.removesuffix("{0,3}"))
_LIKE_X = "XxＸｘ×Χχ\u0425\u0445"
_EIGHTEEN = re.compile(rf"(?<!\d)(?=((?:\d{_BETWEEN}){{17}}[\d{_LIKE_X}])(?!\d))")
_PLACES = re.compile(r"00|1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9")
_NEVER_A_COUNTY = re.compile(r"1[12](?!0[12])|1[34](?![0-3])")  # here lie the codes of universities, on diplomas


def without_numbers(text: str, *known: str) -> str:
    """The text with DOT for each sign of a `known` number (of any kind) and of whatever can only be an identity number.

    That is: eighteen signs with a place, a day of birth and the check character, full-width or small, in one piece or
    spaced. The old form of fifteen digits is masked for known numbers only. One in some hundred numbers of diplomas
    that do not begin with 10 looks like an identity number, and is masked too.
    """
    for number in known:
        if pattern := _typed(number):
            text = pattern.sub(lambda found: _dotted(found[0]), text)
    spans = [found.span(1) for found in _EIGHTEEN.finditer(text) if _is_one(found[1])]
    for begin, end in reversed(spans):
        text = text[:begin] + _dotted(text[begin:end]) + text[end:]
    return text


def _is_one(typed: str) -> bool:
    signs = _BETWEEN_SIGNS.sub("", typed)
    number = "".join(str(unicodedata.decimal(sign)) for sign in signs[:17])
    last = str(unicodedata.decimal(signs[17], "X"))
    if not _PLACES.match(number) or _NEVER_A_COUNTY.match(number) or check_character(number) != last:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year < 2100


@lru_cache(maxsize=MOST_KEPT)
def _typed(number: str) -> re.Pattern[str] | None:
    """Every way in which a known number may be typed, the old form of fifteen digits included."""
    plain = plain_number(number)
    forms = [number, plain]
    if len(plain) == 18 and plain[:17].isdecimal():
        forms.append(plain[:6] + plain[8:17])
    patterns = [_spelt(form) for form in dict.fromkeys(forms) if form]
    return re.compile("|".join(patterns)) if patterns else None


def _spelt(form: str) -> str:
    between = _BETWEEN if len(form) >= SHORTEST_SPACED else ""
    return between.join(f"[{''.join(sorted(map(re.escape, _variants(sign))))}]" for sign in form)


def _variants(sign: str) -> set[str]:
    if sign in _LIKE_X:
        return set(_LIKE_X)
    both = {sign, sign.lower(), sign.upper()}
    wide = {chr(ord(one) + 0xFEE0) for one in both if "!" <= one <= "~"}
    return both | wide


def _dotted(typed: str) -> str:
    return "".join(sign if _BETWEEN_SIGNS.fullmatch(sign) else DOT for sign in typed)
