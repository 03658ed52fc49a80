"""The text of one field, as people write dates, months and choices, read into a typed value."""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date

from zhicheng.domain.archive.regions import is_region_code
from zhicheng.domain.archive.sections import Field
from zhicheng.domain.identity import BadPhone, read_mobile
from zhicheng.domain.uscc import BadUscc, read_uscc

TypedValue = str | int | bool | date
EARLIEST_YEAR = 1930
_YES = frozenset({"true", "1", "on", "yes", "是"})
_NO = frozenset({"false", "0", "off", "no", "否"})


class BadValue(ValueError):
    """A text that cannot stand in its field; the message is for the person, in Chinese."""


def read_value(field: Field, text: str, *, today: date, allowed: Collection[str] | None = None) -> TypedValue:
    """Read a non-empty text for this field. Months come back as "2024-05". Raises BadValue."""
    reader = _READERS.get(field.kind)
    if reader is not None:
        return reader(field, _plain(text), today)
    if field.kind == "choice":
        return _choice(field, text, allowed)
    return _text(field, text)


def parse_date(text: str) -> date | None:
    """A date however it is commonly written: 2021-06-30, 2021/6/30, 2021.6.30, 2021年6月30日, 20210630."""
    parts = re.fullmatch(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})", text)
    if parts is None:
        return None
    year, month, day = (int(part) for part in parts.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _date(field: Field, text: str, today: date) -> date:
    day = parse_date(text)
    if day is None:
        raise BadValue(f"{field.label}“{_short(text)}”不是一个存在的日期，请按 2021-06-30 的样子填写。")
    if day > today and not field.may_be_future:
        raise BadValue(f"{field.label}（{day}）还没有到，今天是 {today}，请核对。")
    _not_too_early(field, day.year)
    return day


def _month(field: Field, text: str, today: date) -> str:
    parts = re.fullmatch(r"([0-9]{4})[-/.年]?([0-9]{1,2})月?", text)
    if parts is None or not 1 <= int(parts[2]) <= 12:
        raise BadValue(f"{field.label}“{_short(text)}”不是一个月份，请按 2024-05 的样子填写。")
    month = f"{int(parts[1]):04d}-{int(parts[2]):02d}"
    if month > f"{today:%Y-%m}":
        raise BadValue(f"{field.label}（{month}）还没有到，请核对。")
    _not_too_early(field, int(parts[1]))
    return month


def _year(field: Field, text: str, today: date) -> int:
    parts = re.fullmatch(r"([0-9]{4})年?度?", text)
    if parts is None:
        raise BadValue(f"{field.label}“{_short(text)}”不是一个年份，请填写四位数字，如 2023。")
    year = int(parts[1])
    if year > today.year:
        raise BadValue(f"{field.label}（{year}）还没有到，请核对。")
    _not_too_early(field, year)
    return year


def _not_too_early(field: Field, year: int) -> None:
    if year < EARLIEST_YEAR:
        raise BadValue(f"{field.label}的年份 {year} 过早，请核对。")


def _bool(field: Field, text: str, today: date) -> bool:
    word = text.lower()
    if word not in _YES | _NO:
        raise BadValue(f"{field.label}请选择“是”或“否”。")
    return word in _YES


def _choice(field: Field, text: str, allowed: Collection[str] | None) -> str:
    codes = {choice.code for choice in field.choices} if field.choices else allowed
    elsewhere = field.choices_from == "regions" and is_region_code(text)
    if codes is not None and text not in codes and not elsewhere:
        raise BadValue(f"{field.label}“{_short(text)}”不在可选的范围内，请重新选择。")
    return text


def _text(field: Field, text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if len(text) > field.max_length:
        raise BadValue(f"{field.label}最多 {field.max_length} 个字，现在是 {len(text)} 个，请删减。")
    hidden = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    if hidden:
        raise BadValue(f"{field.label}第 {hidden.start() + 1} 个字符是看不见的控制字符，请删去后手工重新输入。")
    shaped = _SHAPES.get(field.shape)
    return shaped(text) if shaped else text


def _uscc(text: str) -> str:
    try:
        return read_uscc(text).code
    except BadUscc as fault:
        raise BadValue(str(fault)) from fault


def _mobile(text: str) -> str:
    try:
        return read_mobile(text)
    except BadPhone as fault:
        raise BadValue(str(fault)) from fault


def _email(text: str) -> str:
    address = _plain(text)
    if not re.fullmatch(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+", address):
        raise BadValue("电子邮箱的写法不对，应像 name@example.com，请核对。")
    return address


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


_READERS: dict[str, Callable[[Field, str, date], TypedValue]] = {
    "date": _date,
    "month": _month,
    "year": _year,
    "bool": _bool,
}
_SHAPES: dict[str, Callable[[str], str]] = {"uscc": _uscc, "mobile": _mobile, "email": _email}
