"""Conditions that hang on the diploma or degree: the field, the titles already held."""

from __future__ import annotations

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.codes import LADDER, Outcome, worst
from zhicheng.domain.eligibility.conditions.findings import by_own_reading, found
from zhicheng.domain.eligibility.facts import Degree, Diploma, Title
from zhicheng.domain.eligibility.pack import Pack

MET, INCOMPLETE, MANUAL, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.MANUAL, Outcome.NOT_MET


_UNRELATED = {MANUAL: "须由审核人认定", MET: "可以申报", NOT_MET: "不能申报"}


def field_of_work(pack: Pack, begun: Outcome, same_field: Outcome, schooled: bool, field: str | None) -> Finding:
    """Work, and the schooling that carries the rule, in the speciality or a related one.

    Of the work that counts, `begun` says whether there is any, `same_field` whether any is in the speciality itself;
    `field` is that of the schooling, where there is one (`schooled`).
    """
    code = "field_of_work"
    if begun is not MET:
        said = "没有本专业或相近专业的专业技术工作" if begun is NOT_MET else "专业技术工作经历还不清楚"
        return found(pack, code, begun, said)
    if not schooled or field in pack.reading.schooling_fields:
        return found(pack, code, MET, "从事本专业或相近专业的专业技术工作")
    if field is None:
        return found(pack, code, INCOMPLETE, "所学专业与申报专业是否对口还不清楚")
    if same_field is MET:
        outcome = pack.reading.unrelated_schooling
        said = f"所学专业与申报专业不相近，而工作就是申报的专业，{_UNRELATED.get(outcome, '还不能判断')}"
        return by_own_reading(code, outcome, said)
    return found(pack, code, same_field, "所学专业与申报专业不相近，工作也不是申报的专业")


def without_title(pack: Pack, told: bool) -> Finding:
    """None is held, or nobody has said which."""
    if not told:
        return found(pack, "not_already_held", INCOMPLETE, "已有职称还不清楚")
    return found(pack, "not_already_held", MET, "还没有职称")


def not_already_held(
    pack: Pack, series: str, level: str, titles: tuple[Title, ...], held: Diploma | Degree | None
) -> Finding:
    """Nothing at this level or above is held, in any series; a lower title may be determined anew."""
    judged = [_beside(title, pack, series, level, held) for title in titles]
    outcome = worst(*[one for one, _ in judged])
    said = "；".join(dict.fromkeys(text for one, text in judged if one is outcome))
    if outcome is MANUAL:
        return by_own_reading("not_already_held", outcome, said)
    return found(pack, "not_already_held", outcome, said)


def _beside(title: Title, pack: Pack, series: str, level: str, held: Diploma | Degree | None) -> tuple[Outcome, str]:
    if title.level is None:
        return INCOMPLETE, "已有职称的级别还不清楚"
    name = words.LEVEL[title.level]
    if LADDER[title.level] >= LADDER[level]:
        if title.series not in (None, series):
            return NOT_MET, f"已有其他系列的{name}职称，换系列不属于初定，请咨询转评"
        return NOT_MET, f"已有{name}职称，同级或更低级别不再初定"
    if title.via is None:
        return INCOMPLETE, f"已有{name}职称，取得方式还不清楚"
    by_way, way = pack.reading.title_via[title.via], words.VIA[title.via]
    if by_way is NOT_MET:
        return by_way, f"已有经{way}取得的{name}职称，不再初定"
    if by_way is not MET:
        return by_way, f"已有的{name}职称经{way}取得，通知没有规定，须由审核人认定"
    if not pack.reading.low_title_redone and held and title.basis in (None, held.level):
        return (NOT_MET if title.basis else INCOMPLETE), f"已按同一学历（学位）初定{name}，不再重新确定"
    return MET, f"已有{name}职称，可按现有学历（学位）再次初定"
