"""A mainland mobile number, to which messages are sent."""

import re

from zhicheng.domain.identity.typed_text import plain_number


class BadPhone(ValueError):
    """A text that is no mainland mobile number; the message is for the person, in Chinese."""


def read_mobile(text: str) -> str:
    """The eleven digits, without country code and spaces. Raises BadPhone."""
    number = re.sub(r"^(?:\+|00)86(?=1)", "", plain_number(text))
    if not number:
        raise BadPhone("请填写手机号码。")
    if not re.fullmatch(r"[0-9]+", number):
        raise BadPhone("手机号码只能是数字，请改正。")
    if len(number) != 11:
        raise BadPhone(f"手机号码应为 11 位，现在是 {len(number)} 位，请核对。")
    if not re.match(r"1[3-9]", number):
        raise BadPhone("请填写大陆手机号码，以 13 至 19 开头；固定电话收不到短信。")
    return number
