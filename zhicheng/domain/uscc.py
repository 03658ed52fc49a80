"""The unified social credit code of an organisation (统一社会信用代码, GB 32100-2015)."""

import re
from dataclasses import dataclass

from zhicheng.domain.identity.typed_text import plain_number

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

# prefix: (what the registry calls it, the employer kind it points to, None where the code does not tell)
_PREFIXES: dict[str, tuple[str, str | None]] = {
    "11": ("机关", "government"),
    "12": ("事业单位", "public_institution"),
    "13": ("群团组织", "social_organisation"),
    "31": ("律师事务所", None),
    "32": ("公证机构", None),
    "51": ("社会团体", "social_organisation"),
    "52": ("民办非企业单位", "social_organisation"),
    "53": ("基金会", "social_organisation"),
    "91": ("企业", "enterprise"),
    "92": ("个体工商户", "sole_trader"),
    "93": ("农民专业合作社", "enterprise"),
}


class BadUscc(ValueError):
    """A text that is no unified social credit code; the message is for the person, in Chinese."""


@dataclass(frozen=True, slots=True)
class Uscc:
    """A code that passed its check; `employer_kind` is a hint to be confirmed, in the words of the contract."""

    code: str
    registered_as: str
    employer_kind: str | None


def read_uscc(text: str) -> Uscc:
    """Read a typed code: full-width, spaces, hyphens and small letters are put right. Raises BadUscc."""
    code = plain_number(text)
    if len(code) != 18:
        raise BadUscc(f"统一社会信用代码应为 18 位，现在是 {len(code)} 位，请对照营业执照或法人证书核对。")
    for place, character in enumerate(code, start=1):
        if character not in _ALPHABET:
            raise BadUscc(f"统一社会信用代码第 {place} 位不会是“{character}”（不用字母 I、O、S、V、Z），请核对。")
    if uscc_check_character(code[:17]) != code[17]:
        raise BadUscc("统一社会信用代码的校验位不对，说明至少有一位填错，请对照证照逐位核对。")
    registered_as, employer_kind = _PREFIXES.get(code[:2], ("其他机构", None))
    return Uscc(code, registered_as, employer_kind)


def uscc_check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to these seventeen."""
    total = sum(_ALPHABET.index(c) * weight for c, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def invented_uscc(serial: int, prefix: str = "91") -> str:
    """A code valid in form that is nobody's: region 000000 was never assigned. `serial` below 100,000,000."""
    if not 0 <= serial < 100_000_000 or not re.fullmatch(r"[0-9A-Z]{2}", prefix):
        raise ValueError(f"no code can be made of {serial!r} and {prefix!r}")
    body = f"{serial:08d}"
    check = -sum(int(digit) * weight for digit, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)) % 11
    first_seventeen = f"{prefix}000000{body}{'X' if check == 10 else check}"
    return first_seventeen + uscc_check_character(first_seventeen)
