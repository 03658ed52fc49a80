"""A person's name as it stands on the document: rare characters, middle dots and long Latin names included."""

import re
import unicodedata

MAX_NAME_LENGTH = 100
_MIDDLE_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅．", "·"))
_JOINERS = frozenset(" ·-'’.,")
# Written as ranges: a Python's own table may be older than the newest extension block.
_IDEOGRAPHS = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")


class BadName(ValueError):
    """A text that cannot be a name; the message tells the person what to do, in Chinese."""


def read_name(text: str) -> str:
    """The name in Unicode NFC, trimmed, with one kind of middle dot. Raises BadName."""
    name = unicodedata.normalize("NFC", text).translate(_MIDDLE_DOTS)
    name = re.sub(r"[ \u3000\u00a0]+", " ", name).strip()
    if not name:
        raise BadName("请填写姓名，与证件上的一致。")
    if len(name) > MAX_NAME_LENGTH:
        raise BadName(f"姓名最长 {MAX_NAME_LENGTH} 个字符，现在是 {len(name)} 个，请核对是否多贴了内容。")
    for place, character in enumerate(name, start=1):
        fault = _fault(character, name[place - 2] if place > 1 else "")
        if fault:
            raise BadName(f"姓名第 {place} 个字符{fault}")
    if not any(_is_letter(character) for character in name):
        raise BadName("姓名里没有文字，请照证件填写。")
    return name


def _fault(character: str, previous: str) -> str:
    category = unicodedata.category(character)
    if _is_letter(character) or character in _JOINERS:
        return ""
    if category == "Mn" and previous and unicodedata.category(previous)[0] in "LM":
        return ""
    if category.startswith("N"):
        return f"是数字“{character}”，姓名不能含数字，请改正。"
    if category in ("Cc", "Cf", "Zl", "Zp"):
        return "是看不见的控制字符，可能是复制时带入的，请手工重新输入。"
    if _PRIVATE.match(character):
        return "是自造字，别的系统显示不出来。请改用国家标准（GB 18030）收录的字；输不出请致电受理部门。"
    return f"“{character}”不能用于姓名，请照证件填写。"


def _is_letter(character: str) -> bool:
    if _IDEOGRAPHS.match(character):
        return True
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN")
