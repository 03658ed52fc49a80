"""The numbers on our papers: how they are written, and the check character that catches a slip in typing."""

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CERTIFICATE = re.compile(r"(\d{6})(\d{4})(\d)(\d{5,7})([0-9A-Z])")
CASE = re.compile(r"CD(\d{6})(\d{4})(\d{6,8})([0-9A-Z])")
DOCUMENT = re.compile(r"(.+?)[〔［\[(【]([0-9]{4})[〕］\])】]第?([0-9]{1,6})号?")

_DASHES = dict.fromkeys(map(ord, "-‐‑‒–—―−－_·•.．"), None)


def check_character(text: str) -> str:
    """The check character of ISO 7064 MOD 37,36 for `text`; it finds every single slip and almost every swap.

    Raises ValueError where `text` holds anything but digits and capital letters.
    """
    rest = 36
    for character in text:
        total = (rest + ALPHABET.index(character)) % 36 or 36
        rest = total * 2 % 37
    return ALPHABET[(37 - rest) % 36]


def certificate_number(region: str, year: int, level: int, serial: int) -> str:
    """A certificate's number, such as 330500-2024-4-00017-M: region, year, level code, serial, check character.

    `level` is one digit: 3 中级, 4 助理级, 5 员级. Serials past 99,999 take more digits.
    """
    return _joined("", (_digits(region, 6), _digits(year, 4), _digits(level, 1), _serial(serial, 5, 7)))


def case_number(region: str, year: int, serial: int) -> str:
    """A case's number, such as CD-330502-2024-000127-8; CD stands for 初定."""
    return _joined("CD", (_digits(region, 6), _digits(year, 4), _serial(serial, 6, 8)))


def document_number(mark: str, year: int | str, serial: int) -> str:
    """A document's number, such as 湖人社职〔2024〕12号: no 第, no leading zero (GB/T 9704)."""
    return f"{mark}〔{_digits(year, 4)}〕{_serial(serial, 1, 6)}号"


def is_certificate_number(text: str) -> bool:
    """Whether `text`, however it was typed, is a certificate number with the right check character."""
    return _written(text, CERTIFICATE) is not None


def is_case_number(text: str) -> bool:
    """Whether `text`, however it was typed, is a case number with the right check character."""
    return _written(text, CASE) is not None


def normalise_certificate_number(text: str) -> str | None:
    """The number as printed, from full-width, spaced or lower-case typing; None if it is not one."""
    return _written(text, CERTIFICATE)


def certificate_number_in_digits(number: str) -> int:
    """A certificate's number without dashes and check character: one whole number, where each byte counts.

    Raises ValueError for what is no certificate number as printed.
    """
    if normalise_certificate_number(number) != number:
        raise ValueError(f"{number!r} is not a certificate number as printed")
    return int(number[:-1].replace("-", ""))


def certificate_number_of_digits(digits: int) -> str:
    """The number as printed, from `certificate_number_in_digits`. Raises ValueError where there is no such number."""
    text = str(digits)
    found = normalise_certificate_number(text + check_character(text))
    if found is None:
        raise ValueError(f"{digits} is not a certificate number")
    return found


def normalise_case_number(text: str) -> str | None:
    """The number as printed, from full-width, spaced or lower-case typing; None if it is not one."""
    return _written(text, CASE, prefix="CD")


def normalise_document_number(text: str) -> str | None:
    """The number as printed, from other brackets, spaces, 第 or noughts before the serial; None if it is not one."""
    found = DOCUMENT.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None or int(found[3]) == 0:
        return None
    return document_number(found[1], found[2], int(found[3]))


def compact(text: str) -> str:
    """What was typed without spaces and dashes, in plain capitals."""
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES))
    return "".join(plain.translate(_DASHES).split()).upper()


def _written(text: str, pattern: re.Pattern[str], prefix: str = "") -> str | None:
    found = pattern.fullmatch(compact(text))
    if found is None or not found[0].isascii():
        return None
    *parts, check = found.groups()
    if check_character(found[0][:-1]) != check:
        return None
    return "-".join([prefix, *parts, check] if prefix else [*parts, check])


def _joined(prefix: str, parts: tuple[str, ...]) -> str:
    check = check_character(prefix + "".join(parts))
    return "-".join([prefix, *parts, check] if prefix else [*parts, check])


def _digits(value: str | int, width: int) -> str:
    text = str(value)
    if len(text) != width or not (text.isascii() and text.isdigit()):
        raise ValueError(f"{value!r} is not {width} digits")
    return text


def _serial(serial: int, width: int, longest: int) -> str:
    if not 1 <= serial < 10**longest:
        raise ValueError(f"a serial runs from 1 to {10**longest - 1}, not {serial}")
    return str(serial).zfill(width)
