"""One rule for each kind of identity document, each by its published number format."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from zhicheng.domain.identity.check_digit import check_character
from zhicheng.domain.identity.typed_text import plain_number

# Province prefixes ever used in GB/T 2260; a number outside them is asked about, never refused.
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_OLDEST_BIRTH = date(1900, 1, 1)


class BadIdNumber(ValueError):
    """A number that cannot be one of its kind; the message tells the person what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number in its one normal form; `birth_date` and `gender` only where the number itself tells them."""

    kind: str
    number: str = field(repr=False)
    birth_date: date | None = None
    gender: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdKind:
    """A kind of identity document as the registration page offers it."""

    code: str
    label: str
    hint: str
    example: str
    needs_scan: bool = False


def read_id_number(kind: str, text: str, *, today: date) -> IdNumber:
    """Read a typed number of this kind (a code of `ID_KINDS`).

    `today` is the legal day against which a birth date is judged. Raises BadIdNumber.
    """
    if kind not in _READERS:
        raise BadIdNumber("请先选择证件类型。")
    number = plain_number(text, keep_dashes=kind in _DASHES_BELONG)
    if not number:
        raise BadIdNumber(f"请填写{ID_KINDS[kind].label}号码。")
    return replace(_READERS[kind](number, today), kind=kind)


def invented_resident_id(serial: int, birth: date, gender: str) -> str:
    """A number valid in form that is nobody's: province 00 was never assigned.

    `serial` from 0 to 499,999 tells people of the same birth date and gender apart.
    """
    if not 0 <= serial < 500_000:
        raise ValueError(f"serial must be from 0 to 499999; got {serial}")
    if gender not in ("male", "female"):
        raise ValueError(f"gender must be male or female; got {gender!r}")
    area, place = divmod(serial, 500)
    order = place * 2 + (1 if gender == "male" else 0)
    body = f"{area:06d}{birth:%Y%m%d}{order:03d}"
    return body + check_character(body)


def _resident_id(number: str, today: date) -> IdNumber:
    if re.fullmatch(r"[0-9]{15}", number):
        raise BadIdNumber("这是 15 位旧号码，已停止使用。请填写第二代居民身份证上的 18 位号码。")
    read = _eighteen(number, "居民身份证", today)
    if _PROVINCES.match(number):
        return read
    return replace(read, warnings=(f"号码前两位“{number[:2]}”不是已知的省级地区代码，请再核对一遍。",))


def _hmt_residence_permit(number: str, today: date) -> IdNumber:
    if not re.match(r"8[123]0000", number):
        raise BadIdNumber("港澳台居民居住证号码以 810000、820000 或 830000 开头，请对照证件核对前 6 位。")
    return _eighteen(number, "港澳台居民居住证", today)


def _eighteen(number: str, label: str, today: date) -> IdNumber:
    _require_shape(number, label)
    birth = _birth_date(number[6:14], label, today)
    _require_check(number, label)
    return IdNumber("", number, birth, "male" if int(number[16]) % 2 else "female")


def _require_shape(number: str, label: str) -> None:
    if len(number) != 18:
        raise BadIdNumber(f"{label}号码应为 18 位，现在是 {len(number)} 位，请对照证件补全或删去多余的字符。")
    wrong = re.search(r"[^0-9]", number[:17])
    if wrong:
        raise BadIdNumber(
            f"{label}号码第 {wrong.start() + 1} 位应为数字，现在是“{wrong.group()}”，请改正（字母 O 不是数字 0）。"
        )
    if not re.fullmatch(r"[0-9X]", number[17]):
        raise BadIdNumber(f"{label}号码最后一位只能是数字或 X，现在是“{number[17]}”，请改正。")


def _birth_date(digits: str, label: str, today: date) -> date:
    written = f"{digits[:4]}年{digits[4:6]}月{digits[6:]}日"
    birth = _date_or_none(digits)
    if birth is None:
        raise BadIdNumber(f"{label}号码第 7 至 14 位是出生日期，“{written}”不存在，请对照证件核对。")
    if birth > today:
        raise BadIdNumber(f"{label}号码第 7 至 14 位是出生日期，“{written}”还没有到，请对照证件核对。")
    if birth < _OLDEST_BIRTH:
        raise BadIdNumber(f"{label}号码第 7 至 14 位是出生日期，“{written}”过早，请对照证件核对。")
    return birth


def _date_or_none(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _require_check(number: str, label: str) -> None:
    if check_character(number[:17]) != number[17]:
        raise BadIdNumber(f"{label}号码的校验位不对，说明其中至少有一位填错，请对照证件逐位核对。")


def _hk_macao_permit(number: str, today: date) -> IdNumber:
    if not re.fullmatch(r"[HM](?:[0-9]{8}|[0-9]{10})", number):
        raise BadIdNumber("港澳居民来往内地通行证号码是字母 H 或 M 加 8 位数字（旧证为 10 位数字），请对照证件核对。")
    return IdNumber("", number)


def _taiwan_permit(number: str, today: date) -> IdNumber:
    bare = number.replace("(", "").replace(")", "")
    if not re.fullmatch(r"[0-9]{8}|[0-9]{10}[A-Z]", bare):
        raise BadIdNumber("台湾居民来往大陆通行证号码是 8 位数字（旧证为 10 位数字加 1 个字母），请对照证件核对。")
    return IdNumber("", bare)


def _foreign_permanent_residence(number: str, today: date) -> IdNumber:
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return IdNumber("", number)
    if len(number) != 18 or not number.startswith("9"):
        raise BadIdNumber(
            "外国人永久居留身份证号码：新证为 9 开头的 18 位，旧证为 3 个字母加 12 位数字。请对照证件核对。"
        )
    label = "外国人永久居留身份证"
    _require_shape(number, label)
    _require_check(number, label)
    birth = _date_or_none(number[6:14])
    return IdNumber("", number, birth if birth and birth <= today else None)


def _overseas_talent_residence(number: str, today: date) -> IdNumber:
    if not re.fullmatch(r"[0-9A-Z\u3400-\u9fff()/.·-]{1,40}", number):
        raise BadIdNumber(
            "海外高层次人才居住证号码请照证件原样填写（40 个字符以内，可含汉字、字母、数字），并上传证件扫描件。"
        )
    return IdNumber("", number)


def _foreign_work_permit(number: str, today: date) -> IdNumber:
    if not re.fullmatch(r"(?=.*[0-9])[0-9A-Z]{6,20}", number):
        raise BadIdNumber("外国人工作许可证号码由 6 至 20 位字母和数字组成，请对照证件核对。")
    return IdNumber("", number)


def _passport(number: str, today: date) -> IdNumber:
    if not re.fullmatch(r"(?=.*[0-9])[0-9A-Z]{5,20}", number):
        raise BadIdNumber("护照号码由 5 至 20 位字母和数字组成，请对照护照资料页核对。")
    return IdNumber("", number)


_DASHES_BELONG = frozenset({"overseas_talent_residence"})

_READERS: dict[str, Callable[[str, date], IdNumber]] = {
    "resident_id": _resident_id,
    "hmt_residence_permit": _hmt_residence_permit,
    "hk_macao_permit": _hk_macao_permit,
    "taiwan_permit": _taiwan_permit,
    "foreign_permanent_residence": _foreign_permanent_residence,
    "overseas_talent_residence": _overseas_talent_residence,
    "foreign_work_permit": _foreign_work_permit,
    "passport": _passport,
}


def _kinds() -> tuple[IdKind, ...]:
    return (
        IdKind(
            "resident_id", "居民身份证", "18 位，最后一位可能是 X", invented_resident_id(1, date(1992, 3, 15), "female")
        ),
        IdKind(
            "hmt_residence_permit", "港澳台居民居住证", "18 位，以 81、82 或 83 开头", _with_check("81000019920315002")
        ),
        IdKind("hk_macao_permit", "港澳居民来往内地通行证", "字母 H 或 M 加 8 位数字", "H00000001"),
        IdKind("taiwan_permit", "台湾居民来往大陆通行证", "8 位数字", "00000001"),
        IdKind(
            "foreign_permanent_residence",
            "外国人永久居留身份证",
            "新证 18 位，以 9 开头；旧证 3 个字母加 12 位数字",
            _with_check("90000019920315002"),
        ),
        IdKind(
            "overseas_talent_residence",
            "海外高层次人才居住证",
            "照证件原样填写，并上传证件扫描件",
            "浙000001",
            needs_scan=True,
        ),
        IdKind("foreign_work_permit", "外国人工作许可证", "照证件填写，字母和数字", "XXX000000000001"),
        IdKind("passport", "护照", "资料页右上角的号码，字母和数字", "X0000001"),
    )


def _with_check(first_seventeen: str) -> str:
    return first_seventeen + check_character(first_seventeen)


ID_KINDS: dict[str, IdKind] = {kind.code: kind for kind in _kinds()}
