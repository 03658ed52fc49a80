"""JSON taken apart strictly: every fault noted with its path, nothing guessed, nothing let through."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")
FIRST_YEAR, LAST_YEAR_ASKED = 1900, 2999
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_LONGEST_TEXT = 200
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be read: where, and what is wrong with it, in Chinese."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class UnreadableFacts(ValueError):
    """The facts cannot be read; `faults` names each reason with its JSON path."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


class Reader:
    """Takes values out of nested JSON and notes every fault with its path."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, path: str, message: str) -> None:
        self.faults.append(Fault(path, message))

    def object(self, value: Any, path: str, fields: Collection[str]) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(path or "$", "应为对象")
            return {}
        for name in value:
            if name not in fields:
                self.fault(f"{path}.{name}" if path else str(name), "没有这个字段")
        return value

    def rows(
        self, value: Any, path: str, fields: Collection[str], row: Callable[[dict[str, Any], str], T]
    ) -> tuple[T, ...] | None:
        if value is None:
            return None
        if not isinstance(value, list):
            self.fault(path, "应为列表")
            return None
        read = []
        for index, item in enumerate(value):
            here = f"{path}[{index}]"
            if not isinstance(item, dict):
                self.fault(here, "应为对象")
                continue
            read.append(row(self.object(item, here, fields), here))
        return tuple(read)

    def code(self, owner: Mapping[str, Any], path: str, name: str, allowed: Collection[str]) -> str | None:
        value = owner.get(name)
        if value is None:
            return None
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(f"{path}.{name}", f"没有这个代码：{shown(value)}")
        return None

    def flag(self, owner: Mapping[str, Any], path: str, name: str) -> bool | None:
        value = owner.get(name)
        if value is None or isinstance(value, bool):
            return value
        self.fault(f"{path}.{name}" if path else name, "应为 true 或 false")
        return None

    def day(self, owner: Mapping[str, Any], path: str, name: str) -> date | None:
        value = owner.get(name)
        if value is None:
            return None
        day = _day(value)
        if day is None:
            self.fault(f"{path}.{name}" if path else name, f"不是日期（应为 YYYY-MM-DD）：{shown(value)}")
        return day

    def whole(self, value: Any, path: str, least: int, most: int) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.fault(path, f"应为 {least} 至 {most} 之间的整数：{shown(value)}")
        return None

    def text(self, owner: Mapping[str, Any], path: str, name: str) -> str | None:
        value = owner.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            self.fault(f"{path}.{name}", f"应为不超过{_LONGEST_TEXT}字的文字")
            return None
        return value.strip() or None


def shown(value: Any) -> str:
    """The value for a fault's message, cut short."""
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _day(value: Any) -> date | None:
    if not isinstance(value, str) or not _ISO.match(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.year >= FIRST_YEAR else None
