"""Statements (a), (c), (d) on the plane of times: one verdict, by the years of the rows, never worse for more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhicheng.domain.eligibility import Facts, codes
from zhicheng.policy.proof import grid
from zhicheng.policy.proof.counter_example import CounterExample
from zhicheng.policy.proof.dates import DAY
from zhicheng.policy.proof.monotone import pair
from zhicheng.policy.proof.profiles import Profiles, schooling_of
from zhicheng.policy.proof.verdicts import judged


def years_decide(people: Profiles) -> Iterator[CounterExample]:
    """Everybody in time is judged by the rows; with earlier work or schooling, all else alike, not worse."""
    at: dict[object, tuple[Facts, int]] = {}
    for asked in grid.in_time(people):
        yield from judged(people.pack, asked)
        at[_place(asked.facts)] = asked.facts, codes.severity(asked.answer.verdict)
    for facts, severity in at.values():
        for earlier in _a_step_earlier(people, facts):
            more, worse = at.get(_place(earlier), (facts, severity))
            if worse > severity:
                less = grid.ask(people, facts)
                yield pair("more_time", less, grid.ask(people, more), "工作或学历更早，结果反而更差")


def _place(facts: Facts) -> object:
    return facts.target.level, facts.diplomas, facts.degrees, facts.work


def _a_step_earlier(people: Profiles, facts: Facts) -> Iterator[Facts]:
    (held,) = schooling_of(facts)
    work = facts.work[0].start if facts.work else None
    days = (people.long_ago, *people.edges, people.as_of, people.as_of + DAY)
    before = [day for day in days if day < (held.date or day)]
    if before:
        yield people.person(facts.target.level, [replace(held, date=max(before))], work)
    starts = [day for day in (people.long_ago, *people.edges) if work is None or day < work]
    if starts:
        yield people.person(facts.target.level, [held], max(starts))
