"""What the digits of a certificate number say against what was typed: odd is a warning, never a refusal."""

import re
from collections.abc import Mapping
from datetime import date

_LEVEL_DIGITS = {
    "01": "doctoral",
    "02": "postgraduate",
    "04": "second_bachelor",
    "05": "bachelor",
    "06": "junior_college",
}
_DEGREE_DIGITS = {
    "2": frozenset({"doctor"}),
    "3": frozenset({"master"}),
    "4": frozenset({"bachelor", "second_bachelor", "double_bachelor"}),
}
_ODD = "请对照证书核对；确认无误的可以不改。"


def certificate_warnings(section: str, values: Mapping[str, object]) -> dict[str, str]:
    """The warning for `certificate_number`, if any, of a Chinese diploma or degree."""
    number = values.get("certificate_number")
    if not isinstance(number, str) or values.get("country", "CN") != "CN":
        return {}
    if section == "schooling":
        return _warn(_diploma_oddity(number, values))
    if section == "degree":
        return _warn(_degree_oddity(number, values))
    return {}


def _warn(oddity: str) -> dict[str, str]:
    return {"certificate_number": oddity + _ODD} if oddity else {}


def _diploma_oddity(number: str, values: Mapping[str, object]) -> str:
    # Self-study numbers have a layout of their own; schools below college number as they please.
    if values.get("mode") == "self_study" or values.get("level") not in _LEVEL_DIGITS.values():
        return ""
    if not re.fullmatch(r"[0-9]{17,18}", number):
        return "毕业证书编号一般为 17 或 18 位数字，"
    claimed = _LEVEL_DIGITS.get(number[10:12])
    if len(number) == 18 and claimed is not None and claimed != values["level"]:
        return "证书编号第 11、12 位表示的学历层次与所选的不同，"
    return _year_oddity(number[6:10], values, "毕业") if len(number) == 18 else ""


def _degree_oddity(number: str, values: Mapping[str, object]) -> str:
    if not re.fullmatch(r"[0-9]{16}", number):
        return "学位证书编号一般为 16 位数字，"
    levels = _DEGREE_DIGITS.get(number[5])
    if levels is not None and values.get("level") not in levels:
        return "证书编号第 6 位表示的学位与所选的不同，"
    return _year_oddity(number[6:10], values, "授予")


def _year_oddity(digits: str, values: Mapping[str, object], word: str) -> str:
    day = values.get("date")
    if isinstance(day, date) and digits != f"{day.year:04d}":
        return f"证书编号中的年份（{digits}）与{word}年份（{day.year}）不同，"
    return ""
