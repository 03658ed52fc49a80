"""Conditions of the title that is asked for: examination, licence, level and series."""

from __future__ import annotations

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.candidates import Candidate
from zhicheng.domain.eligibility.codes import LADDER, Outcome
from zhicheng.domain.eligibility.conditions.findings import found
from zhicheng.domain.eligibility.question import Question
from zhicheng.domain.eligibility.settled import by_words

MET, INCOMPLETE, MANUAL, NOT_MET = Outcome.MET, Outcome.INCOMPLETE, Outcome.MANUAL, Outcome.NOT_MET


def not_exam_only(question: Question, candidate: Candidate | None) -> Finding:
    """No determination where the title comes by national or provincial examination."""
    code, target = "not_exam_only", question.facts.target
    listed = question.pack.exam_only_at.get((target.series, question.level), ())
    hits = [one for one in listed if one.since is None or one.since <= question.facts.as_of]
    exam = next((one for one in hits if one.speciality in (None, target.speciality)), None)
    if exam:
        named = exam.speciality or question.pack.series[exam.series].name
        scope = "全国" if exam.scope == "national" else "全省"
        return found(question, code, NOT_MET, f"{named}的{words.LEVEL[question.level]}实行{scope}统一考试，不再初定")
    if hits and target.speciality is None:
        return found(question, code, INCOMPLETE, "申报专业还不清楚，无法判断是否以考代评")
    return found(question, code, MET, "申报专业不在以考代评的范围内")


@by_words(lambda question, candidate: (question.facts.target.series, question.level, question.facts.licences))
def licence(question: Question, candidate: Candidate | None) -> Finding:
    """Where a profession may be entered only with a licence, one of its licences."""
    code, facts = "licence", question.facts
    need = question.pack.licence_needs.get(facts.target.series)
    if need is None or LADDER[question.level] < LADDER[need.from_level]:
        return found(question, code, MET, "这一系列和级别不要求职业资格")
    wanted = "或".join(words.LICENCE.get(one, one) for one in need.licences)
    if facts.licences is None:
        return found(question, code, INCOMPLETE, f"须有{wanted}，是否持有还不清楚")
    if facts.licences.intersection(need.licences):
        return found(question, code, MET, f"持有{wanted}")
    return found(question, code, NOT_MET, f"须有{wanted}，目前没有")


@by_words(lambda question, candidate: (question.level,))
def level_by_determination(question: Question, candidate: Candidate | None) -> Finding:
    """The levels that can be had by determination at all."""
    open_levels = question.pack.reading.levels_by_determination
    if question.level in open_levels:
        return found(question, "level_by_determination", MET, f"{words.LEVEL[question.level]}可以初定")
    return found(question, "level_by_determination", NOT_MET, f"{words.LEVEL[question.level]}须经评审，不能初定")


@by_words(lambda question, candidate: (question.facts.target.series, question.level))
def series_has_level(question: Question, candidate: Candidate | None) -> Finding:
    """The series has a title at the level."""
    target = question.facts.target
    name = question.pack.series[target.series].name if target.series in question.pack.series else target.series
    titles = question.pack.titles_of(target.series, question.level)
    if titles:
        return found(question, "series_has_level", MET, f"{name}系列{words.LEVEL[question.level]}为{'、'.join(titles)}")
    return found(question, "series_has_level", NOT_MET, f"{name}系列没有{words.LEVEL[question.level]}")
