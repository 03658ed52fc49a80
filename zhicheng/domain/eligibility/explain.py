"""The answer told to a person in Chinese."""

from __future__ import annotations

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Answer
from zhicheng.domain.eligibility.codes import MaterialState, Outcome

_HEADLINE = {
    Outcome.MET: "符合初定{level}的条件。",
    Outcome.INCOMPLETE: "初定{level}：目前没有不符合的条件，但还有事项要补充。",
    Outcome.MANUAL: "初定{level}：有事项须由审核人认定。",
    Outcome.NOT_MET: "目前不符合初定{level}的条件。",
}
_TO_TELL = (Outcome.NOT_MET, Outcome.MANUAL, Outcome.INCOMPLETE, Outcome.MET)


def explain(answer: Answer) -> str:
    """Some lines of Chinese: the verdict, what stands behind it, what is still to be had, where and when to apply."""
    headline = _HEADLINE[answer.verdict].format(level=words.LEVEL[answer.level])
    if answer.rule and answer.verdict is not Outcome.NOT_MET:
        headline += f"（依据{answer.rule}）"
    lines = [headline, "", "条件："]
    for outcome in _TO_TELL:
        lines += [
            f"  [{words.OUTCOME[outcome]}] {words.CONDITION[one.condition]}：{one.because}{_source(one.clause)}"
            for one in answer.findings
            if one.outcome is outcome
        ]
    lines += ["", "材料："]
    lines += [
        f"  [{words.MATERIAL_STATE[one.state]}] {words.MATERIAL[one.code]}：{one.because}{_source(one.clause)}"
        for one in answer.materials
        if one.state is not MaterialState.NOT_REQUIRED
    ]
    return "\n".join([*lines, "", *_where_and_when(answer)])


def _source(clause: str | None) -> str:
    return f"（通知{clause}）" if clause else "（通知未写明，按本地规则）"


def _where_and_when(answer: Answer) -> list[str]:
    lines = []
    if answer.batch:
        lines.append(f"申报批次：{answer.batch.id}，{answer.batch.opens}至{answer.batch.closes}（含当日）。")
    else:
        lines.append("申报批次：目前没有可以申报的批次，请咨询受理部门。")
    if answer.received_by:
        lines.append(f"受理部门代码：{answer.received_by}；审核部门代码：{answer.authority or '未列明'}。")
    if answer.earliest:
        lines.append(f"年限最早在{answer.earliest}满。")
    if answer.alternatives:
        others = "、".join(f"{words.LEVEL[one.level]}（{one.rule}）" for one in answer.alternatives)
        lines.append(f"按现有情况已经符合的其他级别：{others}。")
    lines.append(f"所依据的政策：{answer.policy.id}，版本{answer.policy.version}。")
    return lines
