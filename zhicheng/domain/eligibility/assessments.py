"""The yearly assessments: which years are asked for, whether each passed, and whether the forms are in order."""

from __future__ import annotations

from collections.abc import Sequence

from zhicheng.domain.eligibility.assessment_forms import Assessed, failed_unasked, missing, told
from zhicheng.domain.eligibility.codes import MaterialState, Outcome, severity, worst
from zhicheng.domain.eligibility.pack import Pack, Route
from zhicheng.domain.eligibility.question import Question, worked_in

_STATE_RANK = {
    MaterialState.NOT_REQUIRED: 0,
    MaterialState.PROVIDED: 0,
    MaterialState.DEFECTIVE: 1,
    MaterialState.MISSING: 2,
}
Given = list[int | None]
"""The years of the forms that are there."""


def assessed(question: Question, route: Route | None) -> Assessed:
    """The best reading of the forms: the years asked for end with last year's, or this year's where that is there."""
    reading, this_year = question.pack.reading, question.facts.as_of.year
    given = [one.year for one in question.facts.assessments or ()]
    asked = reading.assessment_years.get(question.level, 0)
    if not reading.same_year_serves or this_year not in given:
        best = _window(question, route, given, this_year - 1, asked)
    elif this_year - 1 not in given:
        best = _window(question, route, given, this_year, asked)
    else:
        best = min([_window(question, route, given, last, asked) for last in (this_year - 1, this_year)], key=_rank)
    return _with_undated(question, best) if asked and None in given else best


def _rank(one: Assessed) -> tuple[int, int]:
    return severity(one.finding.outcome), _STATE_RANK[one.paper.state]


def later_years(question: Question, day_year: int) -> list[int]:
    """Years of the forms that would be asked for in `day_year` and that have not been assessed yet."""
    asked = question.pack.reading.assessment_years.get(question.level, 0)
    return [year for year in range(day_year - asked, day_year) if year >= question.facts.as_of.year]


def _window(question: Question, route: Route | None, given: Given, last: int, asked: int) -> Assessed:
    """The forms of so many years up to the `last`."""
    if asked == 0:
        return _none_asked(question, last)
    pack, facts = question.pack, question.facts
    years: Sequence[int] = range(last - asked + 1, last + 1)
    if route is not None and route.only_years_worked_assessed:
        work = question.work.possible
        years = [year for year in years if year in given or worked_in(work, year, facts.as_of)]
        if not years:
            said = "刚开始工作，还没有可以考核的年度"
            return told(pack, pack.reading.no_year_worked, MaterialState.NOT_REQUIRED, said)
    if facts.assessments is None:
        said = f"需要{'、'.join(map(str, years))}年度考核登记表，目前还没有"
        return told(pack, Outcome.INCOMPLETE, MaterialState.MISSING, said)
    return (
        _year(question, given, years[0])
        if len(years) == 1
        else _together(pack, [_year(question, given, year) for year in years])
    )


def _together(pack: Pack, parts: list[Assessed]) -> Assessed:
    return told(
        pack,
        worst(*[part.finding.outcome for part in parts]),
        max([part.paper.state for part in parts], key=_STATE_RANK.__getitem__),
        "；".join([part.because for part in parts]),
    )


def _none_asked(question: Question, last: int) -> Assessed:
    passed = question.pack.reading.grades_passed
    for form in question.facts.assessments or ():
        if form.year == last and form.grade and form.grade != "none" and form.grade not in passed:
            return failed_unasked(question.pack, last, form.grade)
    return question.tables.none_asked[question.level,]


def _year(question: Question, given: Given, year: int) -> Assessed:
    judged, forms = question.tables.form, question.facts.assessments or ()
    if given.count(year) == 1:
        form = forms[given.index(year)]
        return judged[year, form.grade, form.stamped]
    found = [judged[year, one.grade, one.stamped] for one in forms if one.year == year]
    failed = next((one for one in found if one.finding.outcome is Outcome.NOT_MET), None)
    return failed or min(found, key=_rank, default=None) or missing(question.pack, year)


def _with_undated(question: Question, best: Assessed) -> Assessed:
    """A form that names no year and no passing grade might belong to any year asked for."""
    passed = question.pack.reading.grades_passed
    if any(one.year is None and one.grade not in passed for one in question.facts.assessments or ()):
        outcome = worst(best.finding.outcome, Outcome.INCOMPLETE)
        return told(question.pack, outcome, best.paper.state, f"{best.because}；另有一份考核表没有写明年度")
    return best
