"""Whose answers another pack turns: the same people asked of both, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from zhicheng.domain.eligibility import Pack, UnreadableFacts, check, read_facts, words
from zhicheng.domain.eligibility.exchange import parsed

UNREADABLE = "unreadable"
_SAID = {**words.OUTCOME, UNREADABLE: "读不出"}


class Flips(NamedTuple):
    """How many people were asked, and the numbers of the lines (from 1) whose verdict went from one word to another."""

    asked: int
    turned: dict[tuple[str, str], list[int]]


def flips(old: Pack, new: Pack, lines: Iterable[bytes], *, today: date) -> Flips:
    """Facts as JSON, one person a line; what one of the packs cannot read (its own codes) counts as `unreadable`."""
    turned: dict[tuple[str, str], list[int]] = {}
    asked = 0
    for number, line in enumerate(lines, start=1):
        asked += 1
        before, after = (_verdict(line, pack, today) for pack in (old, new))
        if before != after:
            turned.setdefault((before, after), []).append(number)
    return Flips(asked, turned)


def _verdict(line: bytes, pack: Pack, today: date) -> str:
    try:
        return check(read_facts(parsed(line), today=today, pack=pack), pack).verdict.value
    except UnreadableFacts:
        return UNREADABLE


def flips_told(found: Flips) -> list[str]:
    """Lines of Chinese: how many turn from what to what, and which."""
    turned = sum(map(len, found.turned.values()))
    told = [f"共{found.asked}人，{turned}人的结果不同。"]
    for (before, after), numbers in sorted(found.turned.items(), key=lambda one: -len(one[1])):
        told.append(f"{_SAID[before]} → {_SAID[after]}：{len(numbers)}人，第{'、'.join(map(str, numbers))}行")
    return told
