"""A worked case that came out otherwise, in words: what was wanted, and what came."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhicheng.domain.eligibility import Pack, words
from zhicheng.domain.words import batch_words, cn_date
from zhicheng.policy.words import labels as w
from zhicheng.policy.worked.cases import ExampleResult

WANTED = {
    "verdict": "结论",
    "rule": "条件",
    "earliest": "最早可申报",
    "authority": "由谁审核",
    "received_by": "由谁受理",
    "batch": "批次",
    "alternatives": "还可申报",
}


def differences(one: ExampleResult, pack: Pack) -> tuple[tuple[str, str, str], ...]:
    """Line by line what it is about, what was wanted, what came; nothing where all came as wanted."""
    return tuple(
        (_label(name), _said(name, wanted, pack), _said(name, one.got.get(name), pack))
        for name, wanted in one.wanted.items()
        if wanted != one.got.get(name)
    )


def _label(name: str) -> str:
    kind, _, code = name.partition(".")
    if kind == "findings":
        return words.CONDITION.get(code, code)
    return words.MATERIAL.get(code, code) if kind == "materials" else WANTED.get(name, name)


def _said(name: str, value: Any, pack: Pack) -> str:
    """A wanted or found value in words."""
    if value in (None, [], ""):
        return "没有"
    if name in ("authority", "received_by"):
        return pack.regions[value].name if value in pack.regions else str(value)
    if name == "alternatives" and isinstance(value, list):
        return "、".join(w.LEVEL.get(one, str(one)) for one in value)
    if name == "earliest":
        return _day(str(value))
    if name == "batch":
        return batch_words(str(value))
    return (words.MATERIAL_STATE if name.startswith("materials") else words.OUTCOME).get(str(value), str(value))


def _day(text: str) -> str:
    return cn_date(date.fromisoformat(text))
