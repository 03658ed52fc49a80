"""The ways that a diploma or a degree opens: its routes to a level, with all that its words alone decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.codes import CONCLUSIONS, MODES, Outcome, worst
from zhicheng.domain.eligibility.pack import Pack, Route


@dataclass(frozen=True, slots=True)
class Way:
    """One route for schooling of one level, conclusion, mode and field; `number` is its place among the level's.

    The route itself asks for `months` of work in all, with this schooling for `at_least` to `at_most`; for `after`
    since the schooling. `before_day` and `after_day` are said around the schooling's day, `undated` without one;
    `added` after the years, `note` last.
    """

    route: Route
    number: int
    schooling: Outcome
    months: int
    at_least: int
    at_most: int
    after: int
    before_counts: bool
    before_day: str
    after_day: str
    undated: str
    wanted: str
    wanted_after: str
    added: str
    note: str


def of_diploma(
    pack: Pack, asked: str, level: str | None, conclusion: str | None, mode: str | None, field: str | None
) -> tuple[Way, ...]:
    """The ways to the level `asked` of a diploma of this level, conclusion, mode of study and field."""
    return tuple(
        _way(pack, number, route, field, _diploma(pack, route, level, conclusion, mode))
        for number, route in _open(pack, asked, level, "diplomas")
    )


def of_degree(pack: Pack, asked: str, level: str | None, field: str | None) -> tuple[Way, ...]:
    """The ways to the level `asked` of a degree of this level and field."""
    return tuple(
        _way(pack, number, route, field, _degree(route, level))
        for number, route in _open(pack, asked, level, "degrees")
    )


def _open(pack: Pack, asked: str, level: str | None, kind: str) -> Iterator[tuple[int, Route]]:
    """Routes that schooling of the level carries; of unknown level it may where the notice names the schooling."""
    for number, route in enumerate(pack.routes.get(asked, ())):
        levels = getattr(route, kind)
        if level in levels or (level is None and levels and route.outcome is Outcome.MET):
            yield number, route


_Schooling = tuple[Outcome, str, str, str]
"""What the schooling's words are on a route; said before its day, after its day, and where the day is not known."""


def _way(pack: Pack, number: int, route: Route, field: str | None, schooling: _Schooling) -> Way:
    at_least, at_most = _months_needed(pack, route, field)
    outcome, before_day, after_day, undated = schooling
    return Way(
        route=route,
        number=number,
        schooling=outcome,
        months=route.months_needed,
        at_least=at_least,
        at_most=at_most,
        after=route.months_needed_after,
        before_counts=route.before_counts,
        before_day=before_day,
        after_day=after_day,
        undated=undated,
        wanted=words.duration(at_least),
        wanted_after=words.duration(route.months_needed_after),
        added=_added(at_least - route.months_needed, at_most - at_least),
        note=f"；{route.note}" if route.note else "",
    )


def _months_needed(pack: Pack, route: Route, field: str | None) -> tuple[int, int]:
    """The months asked for, at least and at most: schooling in no fitting field adds some, unknown field perhaps."""
    months = route.months_needed
    more = months + pack.reading.unrelated_adds_years * 12
    if field is None:
        return months, more
    return (months, months) if field in pack.reading.schooling_fields else (more, more)


def _added(surely: int, perhaps: int) -> str:
    if surely:
        return f"（所学专业不相近，已加{words.duration(surely)}）"
    return f"（所学专业是否对口还不清楚，不相近的再加{words.duration(perhaps)}）" if perhaps else ""


def _degree(route: Route, level: str | None) -> _Schooling:
    if level is None:
        return _of_unknown_level(route)
    name = words.SCHOOLING[level]
    return route.outcome, f"{name}，", "取得", f"{name}，取得日期还不清楚"


def _diploma(pack: Pack, route: Route, level: str | None, conclusion: str | None, mode: str | None) -> _Schooling:
    conclusions, modes = route.conclusions or pack.reading.conclusions, route.modes or pack.reading.modes
    found = _among(conclusion, conclusions, CONCLUSIONS), _among(mode, modes, MODES)
    if level is None:
        outcome, before_day, after_day, undated = _of_unknown_level(route)
        return worst(outcome, *found), before_day, after_day, undated
    name, way = words.SCHOOLING[level], _mode(mode, modes)
    outcome = worst(route.outcome, *found)
    if conclusion is None:
        after_day = f"），是否毕业还不清楚{way}"
        return outcome, f"{name}（", after_day, f"{name}（日期还不清楚{after_day}"
    after_day = f"{words.CONCLUSION[conclusion]}{'' if conclusion in conclusions else '，不算毕业'}{way}"
    return outcome, f"{name}，", after_day, f"{name}，日期还不清楚，{after_day}"


def _of_unknown_level(route: Route) -> _Schooling:
    return worst(route.outcome, Outcome.INCOMPLETE), "", "取得的学历或学位，层次还不清楚", ""


def _among(word: str | None, accepted: frozenset[str], closed: frozenset[str]) -> Outcome:
    if word is None:
        return Outcome.MET if accepted == closed else Outcome.INCOMPLETE
    return Outcome.MET if word in accepted else Outcome.NOT_MET


def _mode(mode: str | None, accepted: frozenset[str]) -> str:
    if accepted == MODES:
        return ""
    if mode is None:
        return "，学习形式还不清楚"
    return f"，{words.MODE[mode]}" if mode in accepted else f"，学习形式为{words.MODE[mode]}，不在认可的范围内"
