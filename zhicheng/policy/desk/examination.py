"""What worked cases and proof say against a pack, in sentences for the officer who must mend it."""

from collections.abc import Callable, Iterator
from typing import Any

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.eligibility.words import CONDITION, MATERIAL, MATERIAL_STATE, OUTCOME
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.proof import prove
from zhicheng.policy.worked.cases import ExampleResult, run_examples

_ASKED = {
    "verdict": "结论",
    "rule": "所依条款",
    "earliest": "最早日期",
    "authority": "审批部门",
    "received_by": "受理部门",
    "batch": "批次",
    "alternatives": "还可申报的级别",
}
_FOUND = OUTCOME | MATERIAL_STATE


def examine(pack: Pack, examples: dict[str, Any]) -> list[str]:
    """Every failed example and every counter-example; an empty list: nothing stands against the pack.

    It takes seconds: it is for the worker. What cannot be examined is said to be so, and stands against the pack.
    """
    return [*_told("样例", lambda: _examples(pack, examples)), *_told("证明", lambda: _proof(pack))]


def _told(what: str, faults: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        yield from faults()
    except Exception as error:  # whatever the content is, the officer is told
        yield f"{what}没有做完，请联系平台维护人员：{type(error).__name__}：{error}"


def _proof(pack: Pack) -> Iterator[str]:
    return (f"证明：{found.sentence}" for found in prove(pack))


def _examples(pack: Pack, examples: dict[str, Any]) -> Iterator[str]:
    try:
        results = run_examples(pack, examples)
    except BadPack as bad:
        yield from (f"样例：{fault}" for fault in bad.faults)
        return
    if not results:
        yield "没有样例：请先写出样例，再发布"
    for one in results:
        if not one.passed:
            yield f"样例“{one.name}”没有通过：{'；'.join(_differences(one))}"


def _differences(one: ExampleResult) -> Iterator[str]:
    for name, wanted in one.wanted.items():
        got = one.got.get(name)
        if got != wanted:
            kind, _, code = name.partition(".")
            label = _ASKED.get(kind) or {"findings": CONDITION, "materials": MATERIAL}[kind].get(code, code)
            yield f"{label}应为{_said(wanted)}，实为{_said(got)}"


def _said(value: Any) -> str:
    return "无" if value in (None, []) else str(_FOUND.get(value, value) if isinstance(value, str) else value)
