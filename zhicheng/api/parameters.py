"""The parameters behind an address: which may be there, and whole numbers among them."""

from typing import Any

from zhicheng.domain.eligibility.strict_json import shown


def strange(sent: Any, *known: str) -> list[str]:
    """A sentence for each parameter that would be overlooked: unknown ones, and those that are there twice."""
    unknown = [f"{shown(name)}: 没有这个参数" for name in sent if name not in known]
    return unknown + [f"{name}: 只能写一次" for name in known if len(sent.getlist(name)) > 1]


def whole(text: str, least: int, most: int) -> int | None:
    """The number that the digits are, or None for anything but one from `least` to `most`."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    return None
