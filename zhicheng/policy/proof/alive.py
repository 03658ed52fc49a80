"""Statement (b), of rules and readings: whatever the pack could leave out changes somebody's answer.

Taken out of the pack and asked again, each row, each schooling that a row names, each flag and each word of a list must
give at least one person another answer; the search ends at the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from zhicheng.domain.eligibility import Degree, Diploma, Facts, Outcome, Pack, check, words
from zhicheng.domain.eligibility.pack import Reading, Route
from zhicheng.policy.proof.counter_example import CounterExample, facts_json, told, verdict
from zhicheng.policy.proof.dates import DAY, back
from zhicheng.policy.proof.grid import Asked, ask
from zhicheng.policy.proof.groups import best_person, outcomes, rewritten
from zhicheng.policy.proof.profiles import Profiles, Times
from zhicheng.policy.proof.touched import WORD_OF, schooled, touched


def rules_alive(people: Profiles) -> Iterator[CounterExample]:
    """Each row alone carries somebody, by each schooling that it names; each of its flags decides for somebody."""
    for level, routes in people.pack.routes.items():
        for place, row in enumerate(routes):
            for kind, code in _named(row):
                yield from _schooling_alive(people, level, place, kind, code)
            for name, without in _without_flags(row):
                other = _with_row(people.pack, level, place, without)
                if not any(_judged(asked) != _judged_by(other, asked.facts) for asked in _flagged(people, level, row)):
                    yield CounterExample("dead", f"{row_told(row)}：{name}从来不起作用，去掉它没有一个人的答复会变。")


def _schooling_alive(
    people: Profiles, level: str, place: int, kind: type[Diploma] | type[Degree], code: str
) -> Iterator[CounterExample]:
    row = people.pack.routes[level][place]
    side = "diplomas" if kind is Diploma else "degrees"
    other = _with_row(people.pack, level, place, replace(row, **{side: getattr(row, side) - {code}}))
    seen = None
    for asked in _carried_by(people, level, row, kind, code):
        seen = seen or asked
        if _decides(row, asked, other):
            return
    name = words.SCHOOLING[code]
    if seen is None:
        yield CounterExample("dead", f"{row_told(row)}：没有一个{name}能用上这一条。")
        return
    yield CounterExample(
        "dead",
        f"{row_told(row)}：对{name}从来不起作用。例如{told(seen.facts)}：{verdict(seen.answer)}，没有这一条也是同样的答复。",
        (facts_json(seen.facts),),
    )


def _decides(row: Route, asked: Asked, other: Pack) -> bool:
    """Whether the answer is worse without the row; for a row that only says no, whether it reads otherwise."""
    with_row, without = (
        asked.answer.finding("schooling_and_years"),
        check(asked.facts, other).finding("schooling_and_years"),
    )
    if row.outcome is Outcome.NOT_MET:
        return with_row != without
    return with_row.outcome is row.outcome and without.outcome is not row.outcome


def _flagged(people: Profiles, level: str, row: Route) -> Iterator[Asked]:
    """Whom a flag of the row may touch: who just fills its years, studied in any way, or has no form and rests."""
    for kind, code in _named(row):
        for asked in _carried_by(people, level, row, kind, code):
            yield asked
            if row.only_years_worked_assessed:
                yield ask(people, replace(asked.facts, assessments=()))
                yield ask(people, replace(rewritten(asked.facts, "work", **people.years_ago), assessments=()))
        for conclusion, mode in product(people.conclusions, people.modes):
            if kind is Diploma:
                held = people.diploma(code, people.long_ago, conclusion=conclusion[0], mode=mode[0])
                yield ask(people, people.person(level, [held], people.long_ago))


def _carried_by(
    people: Profiles, level: str, row: Route, kind: type[Diploma] | type[Degree], code: str
) -> Iterator[Asked]:
    """People with this schooling who just fill the row's years, in each way in which it may have been studied for."""
    reading = people.pack.reading
    ways: Iterable[dict[str, str | None]] = [{}]
    if kind is Diploma:
        pairs = product(row.conclusions or reading.conclusions, row.modes or reading.modes)
        ways = [{"conclusion": conclusion, "mode": mode} for conclusion, mode in sorted(pairs)]
    for way in ways:
        for times in _times(people, row):
            held = (
                people.diploma(code, times.schooled, **way) if kind is Diploma else people.degree(code, times.schooled)
            )
            yield ask(people, people.person(level, [held], times.work))


def _times(people: Profiles, row: Route) -> tuple[Times, ...]:
    day = people.counted_to
    work, after = back(day, row.months_needed), back(day, row.months_needed_after)
    just = Times(work, after if row.before_counts else work)
    near = (just, Times(just.work, min(just.schooled + DAY, people.as_of)), Times(just.schooled, just.schooled))
    return (*(one for one in near if one.schooled <= people.as_of), *people.times)


def _without_flags(row: Route) -> Iterator[tuple[str, Route]]:
    if row.months_needed_after:
        yield "“其中取得后满”的年限", replace(row, years_after=0, months_after=0)
    if row.before_counts:
        yield "“取得之前的年限相加”", replace(row, before_counts=False)
    if row.modes:
        yield "“只认哪些学习形式”", replace(row, modes=frozenset())
    if row.conclusions:
        yield "“只认哪些结业结论”", replace(row, conclusions=frozenset())
    if row.only_years_worked_assessed:
        yield "“考核只看工作过的年度”", replace(row, only_years_worked_assessed=False)


def _with_row(pack: Pack, level: str, place: int, row: Route) -> Pack:
    routes = list(pack.routes[level])
    routes[place] = row
    return replace(pack, routes={**pack.routes, level: tuple(routes)})


def _named(row: Route) -> list[tuple[type[Diploma] | type[Degree], str]]:
    named: list[tuple[type[Diploma] | type[Degree], str]] = [(Diploma, code) for code in sorted(row.diplomas)]
    return [*named, *((Degree, code) for code in sorted(row.degrees))]


def row_told(row: Route) -> str:
    """The row in some Chinese words."""
    names = "、".join(words.SCHOOLING[code] for _, code in _named(row))
    asked = f"满{row.months_needed}个月，{words.OUTCOME[row.outcome]}"
    return f"规则{row.rule or '（无编号）'}（{names}→{words.LEVEL[row.level]}，{asked}）"


def readings_alive(people: Profiles) -> Iterator[CounterExample]:
    """Each word of each list of the reading, and each year's form, decides for somebody."""
    for path, said, other, whom in _lesser_readings(people):
        pack = replace(people.pack, reading=other)
        if not any(_judged(ask(people, facts)) != _judged_by(pack, facts) for facts in whom):
            yield CounterExample("dead", f"reading.{path}：{said}从来不起作用，去掉它没有一个人的答复会变。")
    yield from _closed_rows_alive(people)


def _closed_rows_alive(people: Profiles) -> Iterator[CounterExample]:
    """Rows closed to holders of a diploma: somebody with both gets another answer."""
    for level, routes in people.pack.routes.items():
        for place, row in enumerate(routes):
            for code in sorted(row.unless_diploma):
                if not any(code in other.diplomas for other in routes):
                    name = words.SCHOOLING[code]
                    yield CounterExample(
                        "dead", f"{row_told(row)}：不许持有{name}的用，而{name}在这一级没有自己的规则。"
                    )
                    continue
                other = _with_row(people.pack, level, place, replace(row, unless_diploma=row.unless_diploma - {code}))
                people_with_both = (
                    people.person(level, [people.degree(degree, people.long_ago), diploma], people.long_ago)
                    for degree, diploma in product(sorted(row.degrees), _diplomas_of(people, code))
                )
                if not any(_judged(ask(people, one)) != _judged_by(other, one) for one in people_with_both):
                    said = f"{row_told(row)}：“持有{words.SCHOOLING[code]}的不用这一条”从来不起作用。"
                    yield CounterExample("dead", said)


def _diplomas_of(people: Profiles, code: str) -> Iterator[Diploma]:
    for mode, field, day in product(people.modes, people.fields, (people.long_ago, people.as_of)):
        yield people.diploma(code, day, mode=mode[0], field=field[0])


def _lesser_readings(people: Profiles) -> Iterator[tuple[str, str, Reading, Iterator[Facts]]]:
    """What the reading could leave out: its path, its words, the reading without it, and whom it may touch."""
    reading = people.pack.reading
    for name, labels in WORD_OF.items():
        held = getattr(reading, name)
        for code in sorted(held):
            yield name, f"“{labels[code]}”", replace(reading, **{name: held - {code}}), touched(people, name, code)
    for level, years in reading.assessment_years.items():
        if years:
            fewer = {**reading.assessment_years, level: years - 1}
            facts = best_person(people, level).facts
            short = (replace(facts, assessments=(facts.assessments or ())[:kept]) for kept in range(years))
            yield (
                f"assessment_years.{level}",
                f"第{years}个年度的考核表",
                replace(reading, assessment_years=fewer),
                short,
            )
    if reading.unrelated_adds_years:
        yield (
            "unrelated_adds_years",
            "多出的年限",
            replace(reading, unrelated_adds_years=0),
            schooled(people, {"field": "unrelated"}),
        )


def _judged(asked: Asked) -> tuple[object, ...]:
    return asked.answer.verdict, asked.answer.rule, outcomes(asked.answer)


def _judged_by(pack: Pack, facts: Facts) -> tuple[object, ...]:
    answer = check(facts, pack)
    return answer.verdict, answer.rule, outcomes(answer)
