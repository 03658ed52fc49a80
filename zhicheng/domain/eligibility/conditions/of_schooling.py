"""Conditions that the diploma or degree decides: the rule itself, the field, the titles already held."""

from __future__ import annotations

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.candidates import Candidate, tell
from zhicheng.domain.eligibility.codes import LADDER, Outcome, worst
from zhicheng.domain.eligibility.conditions.findings import by_own_reading, found
from zhicheng.domain.eligibility.facts import Title
from zhicheng.domain.eligibility.question import Question
from zhicheng.domain.eligibility.settled import by_words

MET, INCOMPLETE, MANUAL, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.MANUAL, Outcome.NOT_MET


_UNRELATED = {MANUAL: "须由审核人认定", MET: "可以申报", NOT_MET: "不能申报"}


def schooling_and_years(question: Question, candidate: Candidate | None) -> Finding:
    """The rule itself: this schooling, and this much work."""
    code = "schooling_and_years"
    if candidate is None:
        return found(question, code, NOT_MET, f"没有可以初定{words.LEVEL[question.level]}的学历或学位")
    return Finding(code, candidate.route.clause, candidate.outcome, tell(question, candidate))


def _fields(question: Question, candidate: Candidate | None) -> tuple[object, ...]:
    work = question.work
    return work.begun, work.same_field, candidate and (candidate.held.field,)


@by_words(_fields)
def field_of_work(question: Question, candidate: Candidate | None) -> Finding:
    """Work, and the schooling that carries the rule, in the speciality or a related one."""
    code, begun = "field_of_work", question.work.begun
    if begun is not MET:
        said = "没有本专业或相近专业的专业技术工作" if begun is NOT_MET else "专业技术工作经历还不清楚"
        return found(question, code, begun, said)
    if candidate is None or candidate.held.field in question.pack.reading.schooling_fields:
        return found(question, code, MET, "从事本专业或相近专业的专业技术工作")
    if candidate.held.field is None:
        return found(question, code, INCOMPLETE, "所学专业与申报专业是否对口还不清楚")
    if question.work.same_field is MET:
        outcome = question.pack.reading.unrelated_schooling
        said = f"所学专业与申报专业不相近，而工作就是申报的专业，{_UNRELATED.get(outcome, '还不能判断')}"
        return by_own_reading(code, outcome, said)
    return found(question, code, question.work.same_field, "所学专业与申报专业不相近，工作也不是申报的专业")


def _without_titles(question: Question, candidate: Candidate | None) -> tuple[object, ...] | None:
    titles = question.facts.titles
    return None if titles else (titles,)


@by_words(_without_titles)
def not_already_held(question: Question, candidate: Candidate | None) -> Finding:
    """Nothing at this level or above is held, in any series; a lower title may be determined anew."""
    titles = question.facts.titles
    if titles is None:
        return found(question, "not_already_held", INCOMPLETE, "已有职称还不清楚")
    if not titles:
        return found(question, "not_already_held", MET, "还没有职称")
    judged = [_beside(title, question, candidate) for title in titles]
    outcome = worst(*(one for one, _ in judged))
    said = "；".join(dict.fromkeys(text for one, text in judged if one is outcome))
    if outcome is MANUAL:
        return by_own_reading("not_already_held", outcome, said)
    return found(question, "not_already_held", outcome, said)


def _beside(title: Title, question: Question, candidate: Candidate | None) -> tuple[Outcome, str]:
    if title.level is None:
        return INCOMPLETE, "已有职称的级别还不清楚"
    held = words.LEVEL[title.level]
    if LADDER[title.level] >= LADDER[question.level]:
        if title.series not in (None, question.facts.target.series):
            return NOT_MET, f"已有其他系列的{held}职称，换系列不属于初定，请咨询转评"
        return NOT_MET, f"已有{held}职称，同级或更低级别不再初定"
    if title.via is None:
        return INCOMPLETE, f"已有{held}职称，取得方式还不清楚"
    by_way, way = question.pack.reading.title_via[title.via], words.VIA[title.via]
    if by_way is NOT_MET:
        return by_way, f"已有经{way}取得的{held}职称，不再初定"
    if by_way is not MET:
        return by_way, f"已有的{held}职称经{way}取得，通知没有规定，须由审核人认定"
    if not question.pack.reading.low_title_redone and candidate and title.basis in (None, candidate.held.level):
        return (NOT_MET if title.basis else INCOMPLETE), f"已按同一学历（学位）初定{held}，不再重新确定"
    return MET, f"已有{held}职称，可按现有学历（学位）再次初定"
