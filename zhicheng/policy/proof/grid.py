"""Everybody with one schooling and one job whom the pack can tell apart, each asked of the real check.

The product of all axes would be some hundred thousand people. It is cut where axes do not touch each other, and that is
itself proven: (1) schooling × the whole plane of times × conclusions × modes, all else fitting; (2) schooling × few
times × every other axis of schooling and work, with "not known" on each, and × field × proof; (3) every member of a
class beside the one who stands for it (`alike`). What is no schooling and no work is in `groups`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any, NamedTuple

from zhicheng.domain.eligibility import Answer, Degree, Diploma, Facts, check
from zhicheng.policy.proof.profiles import Held, Profiles, Schooling, Times


class Asked(NamedTuple):
    """A person and the answer; `known` when nothing of the schooling or the work is left open."""

    facts: Facts
    answer: Answer
    known: bool = True


class NoAnswer(Exception):
    """The check failed on a person."""

    def __init__(self, facts: Facts, error: Exception) -> None:
        super().__init__(repr(error))
        self.facts = facts


def in_time(people: Profiles) -> Iterator[Asked]:
    """Axis (1)."""
    for level in people.levels:
        for schooling in people.schoolings(level):
            for ended in _endings(people, schooling):
                for times in people.times:
                    held = people.held(schooling, times.schooled, **ended)
                    yield ask(people, people.person(level, [held], times.work))


def at_edges(people: Profiles) -> Iterator[Asked]:
    """The edge of each bound by itself: work since the schooling, and schooling after long work."""
    times = (*people.plain_times, *(Times(people.long_ago, day) for day in people.edges))
    for level in people.levels:
        for schooling in people.schoolings(level):
            for one in times:
                yield ask(people, people.person(level, [people.held(schooling, one.schooled)], one.work))


def _endings(people: Profiles, schooling: Schooling) -> list[dict[str, str | None]]:
    """How a diploma may have ended and been studied for; a degree only has been given."""
    if schooling.kind is Degree:
        return [{}]
    return [
        {"conclusion": conclusion[0], "mode": mode[0]} for conclusion, mode in product(people.conclusions, people.modes)
    ]


def with_gap(people: Profiles) -> Iterator[Asked]:
    """The same days of work, once with a day of rest between and as much earlier: only the days count."""
    for level in people.levels:
        for schooling in people.schoolings(level):
            for times in people.plain_times:
                if times.work is None or times.work == people.as_of:
                    continue
                facts = people.person(level, [people.held(schooling, people.long_ago)], times.work)
                (job,) = facts.work or ()
                earlier = replace(job, start=people.long_ago, end=people.long_ago, still_there=False)
                later = replace(job, start=date.fromordinal(times.work.toordinal() + 1))
                yield ask(people, replace(facts, work=(earlier, later)))


def in_other_ways(people: Profiles) -> Iterator[Asked]:
    """Axis (2)."""
    for level in people.levels:
        for schooling in people.schoolings(level):
            for times in few_times(people):
                for held, field in product(
                    variants(people, schooling), (*(one[0] for one in people.work_fields), None)
                ):
                    facts = people.person(level, [replace(held, date=times.schooled)], times.work)
                    facts = replace(facts, work=tuple(replace(job, field=field) for job in facts.work or ()))
                    whole = all(getattr(held, name) for name in held.__dataclass_fields__ if name != "date")
                    yield ask(people, facts, known=whole and (field is not None or not facts.work))
                for (field,), (country, proof) in product((one[:1] for one in people.fields), people.proofs):
                    held = people.held(schooling, times.schooled, field=field, country=country, proof=proof)
                    yield ask(people, people.person(level, [held], times.work))


def few_times(people: Profiles) -> tuple[Times, ...]:
    return (Times(people.long_ago, people.long_ago), Times(people.as_of, people.as_of), Times(None, people.long_ago))


def variants(people: Profiles, schooling: Schooling) -> Iterator[Held]:
    open_ended: list[tuple[str | None, ...]] = [(*(one[0] for one in people.fields), None)]
    names = ["field"]
    if schooling.kind is Diploma:
        open_ended += [(*(one[0] for one in people.conclusions), None), (*(one[0] for one in people.modes), None)]
        names += ["conclusion", "mode"]
    for values in product(*open_ended):
        yield people.held(schooling, None, **dict(zip(names, values, strict=True)))


def unknown(people: Profiles) -> Iterator[Asked]:
    """Whoever leaves things out: the level, the date, whole lists, ends of a job."""
    for level in people.levels:
        for schooling in people.schoolings(level):
            for times in people.plain_times:
                facts = people.person(level, [people.held(schooling, times.schooled)], times.work)
                for other in _left_out(facts):
                    yield ask(people, other, known=False)


def _left_out(facts: Facts) -> Iterator[Facts]:
    yield replace(facts, diplomas=None)
    yield replace(facts, degrees=None)
    yield replace(facts, work=None)
    for name in ("level", "date"):
        yield replace(
            facts,
            diplomas=tuple(replace(one, **{name: None}) for one in facts.diplomas or ()),
            degrees=tuple(replace(one, **{name: None}) for one in facts.degrees or ()),
        )
    for change in ({"start": None}, {"still_there": False}, {"kind": None}):
        yield replace(facts, work=tuple(replace(job, **change) for job in facts.work or ()))


def alike(people: Profiles) -> Iterator[tuple[Asked, Asked]]:
    """Every member of a class beside the one who stands for it, at each of the plain times."""
    for level in people.levels:
        for schooling in people.schoolings(level):
            for times in people.plain_times:
                for held, other in _pairs_alike(people, schooling):
                    yield (
                        ask(people, people.person(level, [replace(held, date=times.schooled)], times.work)),
                        ask(people, people.person(level, [replace(other, date=times.schooled)], times.work)),
                    )
    for level in people.levels:
        for schooling in people.schoolings(level):
            facts = people.person(level, [people.held(schooling, people.long_ago)], people.long_ago)
            for standing, *others in people.work_fields:
                for field in others:
                    yield ask(people, _working(facts, field=standing)), ask(people, _working(facts, field=field))


def _pairs_alike(people: Profiles, schooling: Schooling) -> Iterator[tuple[Held, Held]]:
    held = people.held(schooling, None)
    yield from ((held, replace(held, level=code)) for code in schooling.members[1:])
    axes = {"field": people.fields}
    if schooling.kind is Diploma:
        axes |= {"conclusion": people.conclusions, "mode": people.modes}
    for name, found in axes.items():
        for standing, *others in found:
            for other in others:
                yield _replaced(held, name, standing), _replaced(held, name, other)


def _replaced(held: Held, name: str, value: str) -> Held:
    values: dict[str, Any] = {name: value}
    return replace(held, **values)


def _working(facts: Facts, **change: Any) -> Facts:
    return replace(facts, work=tuple(replace(job, **change) for job in facts.work or ()))


def ask(people: Profiles, facts: Facts, *, known: bool = True) -> Asked:
    """The person with the real check's answer. Raises NoAnswer where the check fails."""
    try:
        return Asked(facts, check(facts, people.pack), known)
    except Exception as error:
        raise NoAnswer(facts, error) from error
