"""The schooling a change may rest on: each diploma and degree alone, its gaps filled; any where none is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from zhicheng.domain.eligibility import words
from zhicheng.domain.eligibility.change_facts import ChangeItem, Put
from zhicheng.domain.eligibility.codes import MaterialState, Outcome
from zhicheng.domain.eligibility.facts import Degree, Diploma, Facts
from zhicheng.domain.eligibility.pack import Pack, Route
from zhicheng.domain.eligibility.years import months_earlier

SHOWN = (MaterialState.PULLED, MaterialState.PROVIDED)
_LISTS = ("diplomas", "degrees")


class Schooling(NamedTuple):
    """One row of a list, and what must be done for it; `supposed` when the list itself is not known.

    `months` of work are asked for with it; `only_years_worked` are assessed where the route says so.
    """

    kind: str
    at: int
    items: tuple[ChangeItem, ...]
    supposed: bool
    months: int
    only_years_worked: bool


def schoolings(facts: Facts, pack: Pack) -> Iterator[Schooling]:
    """Every schooling that could carry the level asked for, in the order of the facts, then of the pack."""
    for kind in _LISTS:
        rows = getattr(facts, kind)
        if rows is None:
            for route, level in _named(facts, pack, kind):
                item, months = _whole(facts, pack, kind, route, level), _months(route)
                yield Schooling(kind, 0, (item,), True, months, route.only_years_worked_assessed)
        for at, row in enumerate(rows or ()):
            more = 0 if row.field in (None, *pack.reading.schooling_fields) else pack.reading.unrelated_adds_years * 12
            for route, level in _open_to(facts, pack, kind, row.level):
                items, months = tuple(_gaps(facts, pack, kind, at, route, level)), _months(route) + more
                yield Schooling(kind, at, items, False, months, route.only_years_worked_assessed)


def alone(facts: Facts, schooling: Schooling) -> Facts:
    """The facts with no other schooling than this."""
    at = schooling.at
    if schooling.kind == "diplomas":
        return replace(facts, diplomas=(facts.diplomas or ())[at : at + 1], degrees=())
    return replace(facts, diplomas=(), degrees=(facts.degrees or ())[at : at + 1])


def _levels(route: Route, kind: str) -> frozenset[str]:
    return route.diplomas if kind == "diplomas" else route.degrees


def _named(facts: Facts, pack: Pack, kind: str) -> Iterator[tuple[Route, str]]:
    for route in pack.routes.get(facts.target.level, ()):
        if route.outcome is Outcome.MET:
            yield from ((route, level) for level in sorted(_levels(route, kind))[:1])


def _open_to(facts: Facts, pack: Pack, kind: str, held: str | None) -> Iterator[tuple[Route, str]]:
    if held is None:
        yield from _named(facts, pack, kind)
        return
    ways = [route for route in pack.routes.get(facts.target.level, ()) if held in _levels(route, kind)]
    yield from ((route, held) for route in ways)


def _whole(facts: Facts, pack: Pack, kind: str, route: Route, level: str) -> ChangeItem:
    day, proof = _early_enough(facts, route), _best_proof(pack, pack.reading.home_country)
    row = (
        Diploma(level, day, _conclusion(pack, route), _mode(pack, route), "same", pack.reading.home_country, proof)
        if kind == "diplomas"
        else Degree(level, day, "same", pack.reading.home_country, proof)
    )
    name = "学历" if kind == "diplomas" else "学位"
    said = f"请填写{name}；例如{day}及以前取得的对口{words.SCHOOLING[level]}，有证书和备案表的，就可以"
    return ChangeItem("schooling_and_years", said, route.clause, name, (Put((kind,), (row,)),))


def _gaps(facts: Facts, pack: Pack, kind: str, at: int, route: Route, level: str) -> Iterator[ChangeItem]:
    row = getattr(facts, kind)[at]
    name = words.SCHOOLING[level]

    def known(field: str, value: object, wanting: str, said: str, code: str = "schooling_and_years") -> ChangeItem:
        clause = route.clause if code == "schooling_and_years" else pack.conditions[code]
        return ChangeItem(code, said, clause, wanting, (Put((kind, at, field), value),))

    if row.level is None:
        yield known("level", level, "学历或学位的层次", f"请写明学历或学位的层次；{name}就可以")
    if row.date is None:
        day = _early_enough(facts, route)
        yield known("date", day, f"{name}的取得日期", f"请写明{name}的取得日期；{day}及以前的就可以")
    if isinstance(row, Diploma):
        if row.conclusion is None:
            ending = _conclusion(pack, route)
            said = f"请写明{name}是否毕业；须为{words.CONCLUSION[ending]}"
            yield known("conclusion", ending, f"{name}是否毕业", said)
        if row.mode is None:
            mode = _mode(pack, route)
            yield known("mode", mode, f"{name}的学习形式", f"请写明{name}的学习形式；{words.MODE[mode]}就可以")
    if row.field is None:
        said = f"请写明{name}所学专业与申报专业是否相同或相近"
        yield known("field", "same", f"{name}所学专业", said, "field_of_work")
    yield from _proof(pack, kind, at, row, name)


def _proof(pack: Pack, kind: str, at: int, row: Diploma | Degree, name: str) -> Iterator[ChangeItem]:
    clause, country = pack.materials["education"], row.country or pack.reading.home_country
    if row.country is None:
        said = f"请写明{name}在哪个国家或地区取得"
        yield ChangeItem("education", said, clause, f"{name}的取得地", (Put((kind, at, "country"), country),))
    if row.proof is None or row.proof == "none" or MaterialState(_states(pack, country)[row.proof]) not in SHOWN:
        best = _best_proof(pack, country)
        paper = _PAPERS.get(best, words.PROOF[best])
        put = Put((kind, at, "proof"), best)
        yield ChangeItem("education", f"请为{name}上传{paper}", clause, f"{name}的{paper}", (put,))


_PAPERS = {"filing_form": "证书和学信网备案表", "cscse": "证书和留学服务中心认证书", "certificate": "证书"}


def _states(pack: Pack, country: str) -> dict[str, str]:
    reading = pack.reading
    return dict(reading.home_proofs if country == reading.home_country else reading.foreign_proofs)


def _best_proof(pack: Pack, country: str) -> str:
    """A proof that the person can bring and that the pack takes; the register's own comes last."""
    taken = [proof for proof, state in _states(pack, country).items() if MaterialState(state) in SHOWN]
    return min(taken, key=lambda proof: (proof == "pulled", proof != "filing_form"), default="pulled")


def _conclusion(pack: Pack, route: Route) -> str:
    return _first(route.conclusions or pack.reading.conclusions, "graduated")


def _mode(pack: Pack, route: Route) -> str:
    return _first(route.modes or pack.reading.modes, "full_time")


def _first(allowed: frozenset[str], usual: str) -> str:
    return usual if usual in allowed or not allowed else min(allowed)


def _early_enough(facts: Facts, route: Route) -> date:
    """A day so early that all work known, or the years that the route asks for, come after it."""
    starts = [one.start for one in facts.work or () if one.start]
    return min((*starts, months_earlier(facts.as_of, _months(route))))


def _months(route: Route) -> int:
    return max(route.months_needed, route.months_needed_after)
