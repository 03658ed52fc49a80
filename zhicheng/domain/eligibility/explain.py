"""The answer told to a person in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Answer, Finding, Material
from zhicheng.domain.eligibility.change_facts import Change
from zhicheng.domain.eligibility.change_words import source, steps, tell_change
from zhicheng.domain.eligibility.codes import MaterialState, Outcome
from zhicheng.domain.eligibility.pack import Pack, Region
from zhicheng.domain.eligibility.submitting import window_for
from zhicheng.domain.words import batch_words, clause_words

_HEADLINE = {
    Outcome.MET: "您符合初定{level}的条件，可以申报。",
    Outcome.INCOMPLETE: "目前没有不符合的条件，还有事项没有填清楚，补充以后才能判断能否初定{level}。",
    Outcome.MANUAL: "您可以申报初定{level}；有事项须由审核人认定，能否通过以审核为准。",
    Outcome.NOT_MET: "目前不符合初定{level}的条件。",
}
_AFTER_A_CHANGE = {
    Outcome.INCOMPLETE: "目前没有不符合的条件，还有事项要补齐，补齐以后可以申报初定{level}。",
    Outcome.MANUAL: "目前没有不符合的条件，还有事项要补齐，另有事项须由审核人认定，能否初定{level}以审核为准。",
}
_GROUPS = {
    Outcome.NOT_MET: "不符合的条件：",
    Outcome.MANUAL: "须由审核人认定的：",
    Outcome.INCOMPLETE: "还没有填清楚的：",
    Outcome.MET: "符合的条件：",
}
_UNFINISHED = (MaterialState.MISSING, MaterialState.DEFECTIVE)


def explain(
    answer: Answer, pack: Pack, *, as_of: date, change: Change | None = None, submit_by: date | None = None
) -> str:
    """Some lines of Chinese: the verdict, what to do, what stands behind it, where and when to apply.

    `change` is the smallest change and `submit_by` the last safe day of the window it leads to, where they are known.
    """
    parts = (
        [_headline(answer, change)],
        list(_to_do(answer, change)),
        *(list(_conditions(answer, outcome)) for outcome in _GROUPS),
        list(_materials("按今天看，还要补的材料：", [one for one in answer.materials if one.state in _UNFINISHED])),
        list(_materials("已经有的材料：", [one for one in answer.materials if one.state not in _UNFINISHED])),
        [*_where(answer, pack), *_when(answer, pack, as_of, change, submit_by)],
        list(_behind(answer, pack)),
    )
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _headline(answer: Answer, change: Change | None) -> str:
    headlines = _HEADLINE | _AFTER_A_CHANGE if change else _HEADLINE
    said = headlines[answer.verdict].format(level=words.LEVEL[answer.level])
    if answer.rule is None or answer.verdict is Outcome.NOT_MET:
        return said
    clause = answer.finding("schooling_and_years").clause
    return f"{said}依据的是通知{clause_words(clause)}（规则{answer.rule}）。"


def _to_do(answer: Answer, change: Change | None) -> Iterator[str]:
    if change is not None:
        yield f"接下来：{tell_change(change)}。"
        yield from (f"  {number}. {step}" for number, step in enumerate(steps(change), start=1))
        if any(item.code in words.CONDITION for item in change.items):
            yield "  写明的情况与上面说的条件不一样的，要重新核对。"
    elif answer.earliest:
        yield f"年限最早在{answer.earliest}满。"
    if answer.alternatives:
        others = "、".join(words.LEVEL[one.level] for one in answer.alternatives)
        yield f"按现有情况，您已经符合初定{others}的条件。"


def _conditions(answer: Answer, outcome: Outcome) -> Iterator[str]:
    found = [one for one in answer.findings if one.outcome is outcome and not _said_again(one, answer)]
    if found:
        yield _GROUPS[outcome]
    yield from (f"  · {words.CONDITION[one.condition]}：{one.because}{source(one.clause)}" for one in found)


def _said_again(finding: Finding, answer: Answer) -> bool:
    """A form that is wanting is told once, among the materials."""
    return finding.outcome is Outcome.INCOMPLETE and any(
        one.because == finding.because and one.state in _UNFINISHED for one in answer.materials
    )


def _materials(heading: str, materials: list[Material]) -> Iterator[str]:
    shown = [one for one in materials if one.state is not MaterialState.NOT_REQUIRED]
    if shown:
        yield heading
    for one in shown:
        kept = "，不用再交" if one.state is MaterialState.PULLED else ""
        yield f"  · {words.MATERIAL[one.code]}：{one.because}{kept}{source(one.clause)}"


def _where(answer: Answer, pack: Pack) -> Iterator[str]:
    receives, decides = pack.regions.get(answer.received_by or ""), pack.regions.get(answer.authority or "")
    if receives is None:
        yield f"受理部门：要看单位隶属，请先咨询{_office(pack.regions[pack.city])}。"
    elif receives is decides:
        yield f"受理和审核部门：{_office(receives)}。"
    else:
        yield f"受理部门：{_office(receives)}。"
        yield f"审核部门：{_office(decides) if decides else '通知没有列明，请向受理部门咨询'}。"


def _office(region: Region) -> str:
    if region.phone:
        return f"{region.office}，电话{region.phone}"
    return f"{region.office}（{region.note}）" if region.note else region.office


def _when(answer: Answer, pack: Pack, as_of: date, change: Change | None, submit_by: date | None) -> Iterator[str]:
    if answer.verdict is Outcome.NOT_MET and change is None:
        yield "有疑问的，请向上面的部门咨询。"
        return
    batch = window_for(answer, change, pack)
    day = (change and change.wait_until) or as_of
    if batch is None:
        yield f"申报时间：{day}及以后的批次还没有公布，请咨询受理部门。"
        return
    yield f"申报时间：{batch_words(batch.id)}，{batch.opens}至{batch.closes}（首日、末日都算）。"
    if batch.employer_closes != batch.closes:
        yield f"单位上报：到{batch.employer_closes}为止（含当日）。"
    if submit_by and submit_by >= day:
        yield f"最晚提交：{submit_by}。您提交以后单位还要公示{pack.publicity.employer_days}个工作日，再晚就来不及了。"
    elif submit_by:
        yield f"请注意：单位要公示{pack.publicity.employer_days}个工作日，{submit_by}以后提交，这一批就来不及了。"


def _behind(answer: Answer, pack: Pack) -> Iterator[str]:
    yield f"依据：{pack.title}，《{pack.notice}》（政策包{answer.policy.id}，第{answer.policy.version}版）。"
    if pack.uncertain:
        yield f"其中有{len(pack.uncertain)}处规定还待核实，请以当地通知为准。"
    yield "以上按您填写的情况核对，是否通过以审核为准。"
