"""The yearly assessments: which years are asked for, whether each passed, and whether the forms are in order."""

from __future__ import annotations

from typing import NamedTuple

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.codes import MaterialState, Outcome, severity, worst
from zhicheng.domain.eligibility.facts import Assessment
from zhicheng.domain.eligibility.pack import Reading, Route
from zhicheng.domain.eligibility.question import Question, worked_in


class Assessed(NamedTuple):
    """What the forms say (`outcome`), in what state they are, and why."""

    outcome: Outcome
    state: MaterialState
    because: str


_STATE_RANK = {
    MaterialState.NOT_REQUIRED: 0,
    MaterialState.PROVIDED: 0,
    MaterialState.DEFECTIVE: 1,
    MaterialState.MISSING: 2,
}


def assessed(question: Question, route: Route | None) -> Assessed:
    """The best reading of the forms: the years asked for end with last year's, or this year's where that is there."""
    asked = question.pack.reading.assessment_years.get(question.level, 0)
    read = [_window(question, route, last, asked) for last in _last_years(question)]
    best = min(read, key=_rank) if len(read) > 1 else read[0]
    return _with_undated(question, best) if asked else best


def _rank(one: Assessed) -> tuple[int, int]:
    return severity(one.outcome), _STATE_RANK[one.state]


def later_years(question: Question, day_year: int) -> list[int]:
    """Years of the forms that would be asked for in `day_year` and that have not been assessed yet."""
    asked = question.pack.reading.assessment_years.get(question.level, 0)
    return [year for year in range(day_year - asked, day_year) if year >= question.facts.as_of.year]


def _last_years(question: Question) -> list[int]:
    this_year = question.facts.as_of.year
    given = [one.year for one in question.facts.assessments or ()]
    if not question.pack.reading.same_year_serves or this_year not in given:
        return [this_year - 1]
    return [this_year - 1, this_year] if this_year - 1 in given else [this_year]


def _window(question: Question, route: Route | None, last: int, asked: int) -> Assessed:
    if asked == 0:
        return _nothing_asked(question, last)
    years = list(range(last - asked + 1, last + 1))
    if route is not None and route.only_years_worked_assessed:
        given = {one.year for one in question.facts.assessments or ()}
        as_of = question.facts.as_of
        years = [year for year in years if year in given or worked_in(question.work.possible, year, as_of)]
        if not years:
            return Assessed(
                question.pack.reading.no_year_worked, MaterialState.NOT_REQUIRED, "刚开始工作，还没有可以考核的年度"
            )
    if question.facts.assessments is None:
        return Assessed(Outcome.INCOMPLETE, MaterialState.MISSING, f"需要{_list(years)}年度考核登记表，目前还没有")
    parts = [_year(question.facts.assessments, year, question.pack.reading) for year in years]
    if len(parts) == 1:
        return parts[0]
    return Assessed(
        worst(*[part.outcome for part in parts]),
        max([part.state for part in parts], key=_STATE_RANK.__getitem__),
        "；".join([part.because for part in parts]),
    )


def _nothing_asked(question: Question, last: int) -> Assessed:
    passed = question.pack.reading.grades_passed
    for form in question.facts.assessments or ():
        if form.year == last and form.grade and form.grade != "none" and form.grade not in passed:
            return Assessed(
                Outcome.NOT_MET, MaterialState.NOT_REQUIRED, f"{last}年度考核为{words.GRADE[form.grade]}，未达到合格"
            )
    return Assessed(Outcome.MET, MaterialState.NOT_REQUIRED, f"申报{words.LEVEL[question.level]}不要求提交年度考核表")


def _year(forms: tuple[Assessment, ...], year: int, reading: Reading) -> Assessed:
    found = [_form(one, year, reading) for one in forms if one.year == year]
    if not found:
        return Assessed(Outcome.INCOMPLETE, MaterialState.MISSING, f"缺{year}年度考核登记表")
    if len(found) == 1:
        return found[0]
    failed = next((one for one in found if one.outcome is Outcome.NOT_MET), None)
    return failed or min(found, key=_rank)


def _form(form: Assessment, year: int, reading: Reading) -> Assessed:
    state, seal = MaterialState.PROVIDED, ""
    if reading.stamp_needed and not form.stamped:
        state = MaterialState.DEFECTIVE
        seal = "，没有单位盖章" if form.stamped is False else "，是否盖章还不清楚"
    if form.grade is None:
        return Assessed(Outcome.INCOMPLETE, MaterialState.DEFECTIVE, f"{year}年度考核表没有写明等次{seal}")
    said = f"{year}年度考核为{words.GRADE[form.grade]}{seal}"
    if form.grade == "none":
        return Assessed(reading.grade_none, state, said)
    return Assessed(Outcome.MET if form.grade in reading.grades_passed else Outcome.NOT_MET, state, said)


def _with_undated(question: Question, best: Assessed) -> Assessed:
    """A form that names no year and no passing grade might belong to any year asked for."""
    passed = question.pack.reading.grades_passed
    if any(one.year is None and one.grade not in passed for one in question.facts.assessments or ()):
        return best._replace(
            outcome=worst(best.outcome, Outcome.INCOMPLETE), because=f"{best.because}；另有一份考核表没有写明年度"
        )
    return best


def _list(years: list[int]) -> str:
    return "、".join(map(str, years))
