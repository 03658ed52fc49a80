"""A candidate in Chinese: the schooling with its date, the days worked and the days needed."""

from __future__ import annotations

from datetime import date

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.candidates import Candidate
from zhicheng.domain.eligibility.question import Question
from zhicheng.domain.eligibility.years import days_needed, days_worked


def tell(question: Question, candidate: Candidate) -> str:
    """The schooling, the years, and what the route has to say of itself."""
    way, schooled = candidate.way, candidate.held.date
    if schooled:
        schooling = f"{way.before_day}{words.day(schooled)}{way.after_day}"
    elif candidate.held.level is None:
        return _tell_unknown(question)
    else:
        schooling = way.undated
    return f"{schooling}；{_tell_years(question, candidate)}{way.note}"


def _tell_unknown(question: Question) -> str:
    lists = (("学历", question.facts.diplomas), ("学位", question.facts.degrees))
    absent = [name for name, rows in lists if rows is None]
    return f"{'、'.join(absent) or '学历或学位'}还不清楚，须补充后才能判断"


def _tell_years(question: Question, candidate: Candidate) -> str:
    way, schooled, facts = candidate.way, candidate.held.date, question.facts
    if schooled and schooled > facts.as_of:
        return f"在{facts.as_of}还没有取得"
    if way.at_most == 0:
        return "不要求工作年限"
    if facts.work is None:
        return f"要求工作满{way.wanted}，工作经历还不清楚"
    said = _tell_count(question, way.at_least, way.wanted, None if way.before_counts else schooled)
    if way.after:
        said += "，其中" + _tell_count(question, way.after, way.wanted_after, schooled)
    return said + way.added


def _tell_count(question: Question, months: int, wanted: str, since: date | None) -> str:
    work, until = question.work, question.counted_to
    first, day = since.toordinal() if since else 1, until.toordinal()
    surely = days_worked(work.certain, day, first)
    possibly = surely if work.possible is work.certain else days_worked(work.possible, day, first)
    known = f"{surely}天" if surely == possibly else f"能确定的{surely}天（另有经历还不完整）"
    scope = f"{words.day(since)}以来" if since else "前后合计"
    batch = "" if until == question.facts.as_of else "（本批年限计算到的日期）"
    needed = f"满{wanted}须{days_needed(until, months)}天"
    return f"{scope}的对口专业技术工作到{words.day(until)}{batch}共{known}，{needed}"
