"""The smallest change told in Chinese: from which day, on what condition, and what is wanting."""

from __future__ import annotations

from zhicheng.domain.eligibility.change_facts import Change
from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.pack import Clause
from zhicheng.domain.words import clause_words

_STAY = "条件是现在的工作一直做下去"
_BEGIN = "条件是对口的工作到时已经开始，并一直做下去"
_FORMS = frozenset(("assessment_passed", "assessment"))


def tell_change(change: Change) -> str:
    """One sentence without its stop: 自2025-03-01起可以申报，条件是现在的工作一直做下去；还缺：2024年度考核登记表."""
    if change.wait_until is None:
        return f"补齐以后就可以申报{_by_reviewer(change)}；还缺：{_wanting(change)}"
    said = "，".join([f"自{change.wait_until}起可以申报{_by_reviewer(change)}", *_conditions(change)])
    return f"{said}；还缺：{_wanting(change)}" if change.items else said


def _conditions(change: Change) -> list[str]:
    waits_for, said = change.waits_for, []
    if "field_of_work" in waits_for:
        said.append(_BEGIN)
    elif "schooling_and_years" in waits_for:
        said.append(_STAY)
    if "not_barred" in waits_for:
        said.append("那时处分期、禁止申报期已过")
    if not said or _FORMS.intersection(waits_for):
        said.append("那时考核看新的年度")
    return said


def _wanting(change: Change) -> str:
    return "、".join(item.wanting for item in change.items)


def _by_reviewer(change: Change) -> str:
    return "（还要由审核人认定）" if change.leads_to is Outcome.MANUAL else ""


def steps(change: Change) -> list[str]:
    """What the person has to do, one line a thing, with the clause."""
    return [f"{item.because}{source(item.clause)}" for item in change.items]


def source(clause: Clause) -> str:
    """Where a condition or material is written, in brackets."""
    return f"（通知{clause_words(clause)}）" if clause else "（通知没有写明，按本地口径）"
