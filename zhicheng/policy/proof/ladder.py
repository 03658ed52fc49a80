"""Statement (c), higher schooling: a step up the ladders of schools, or of degrees, never makes an answer worse.

What lies further apart follows from the steps between. Between the ladders nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zhicheng.domain.eligibility import Degree, Diploma, codes, words
from zhicheng.domain.eligibility.pack import Accepted
from zhicheng.policy.proof.counter_example import CounterExample
from zhicheng.policy.proof.grid import Asked, ask
from zhicheng.policy.proof.monotone import pair
from zhicheng.policy.proof.profiles import Profiles, Times


class Step(NamedTuple):
    """A schooling and the next higher of its ladder."""

    kind: type[Diploma] | type[Degree]
    lower: str
    higher: str


STEPS = (
    Step(Diploma, "senior_high", "junior_college"),
    Step(Diploma, "secondary", "junior_college"),
    Step(Diploma, "vocational_high", "junior_college"),
    Step(Diploma, "junior_college", "bachelor"),
    Step(Diploma, "bachelor", "second_bachelor"),
    Step(Diploma, "bachelor", "postgraduate_class"),
    Step(Diploma, "second_bachelor", "postgraduate"),
    Step(Diploma, "postgraduate_class", "postgraduate"),
    Step(Diploma, "postgraduate", "doctoral"),
    Step(Diploma, "skilled_worker", "senior_skilled_worker"),
    Step(Diploma, "senior_skilled_worker", "technician_class"),
    Step(Degree, "bachelor", "double_bachelor"),
    Step(Degree, "bachelor", "second_bachelor"),
    Step(Degree, "second_bachelor", "master"),
    Step(Degree, "master", "doctor"),
)


def higher_schooling(people: Profiles) -> Iterator[CounterExample]:
    """Each step at each level but those that the pack accepts by itself; and no acceptance without need."""
    for level in people.levels:
        for step in STEPS:
            fallen = first_fall(people, level, step)
            if fallen and not _accepted(people, level, step):
                yield pair(
                    "higher_schooling", *fallen, "学历（学位）更高，结果反而更差，政策包也没有写明接受（accepted）"
                )
    for index, line in enumerate(people.pack.accepted):
        if not any(first_fall(people, line.level, step) for step in _steps_of(line)):
            yield CounterExample(
                "accepted_in_vain",
                f"accepted[{index}]：写明接受{words.LEVEL[line.level]}从{words.SCHOOLING[line.lower]}到"
                f"{words.SCHOOLING[line.higher]}结果变差，而按这套规则这一步并不变差，或者两者在学历阶梯上不相邻，这一条不需要。",
            )


def first_fall(people: Profiles, level: str, step: Step) -> tuple[Asked, Asked] | None:
    """The first two people alike but for the step, of whom the higher gets the worse answer."""
    for times in _times(people):
        lower, higher = (_with(people, level, step.kind, code, times) for code in (step.lower, step.higher))
        if codes.severity(higher.answer.verdict) > codes.severity(lower.answer.verdict):
            return lower, higher
    return None


def _times(people: Profiles) -> Iterator[Times]:
    """Work since the schooling at every edge, and long work before it."""
    yield from people.plain_times
    yield from (Times(people.long_ago, day) for day in (*people.edges, people.as_of))


def _with(people: Profiles, level: str, kind: type[Diploma] | type[Degree], code: str, times: Times) -> Asked:
    held = people.diploma(code, times.schooled) if kind is Diploma else people.degree(code, times.schooled)
    return ask(people, people.person(level, [held], times.work))


def _accepted(people: Profiles, level: str, step: Step) -> bool:
    return any(line.level == level and step in _steps_of(line) for line in people.pack.accepted)


def _steps_of(line: Accepted) -> list[Step]:
    """The step that the line accepts; none when its ends are not next to each other on a ladder."""
    return [step for step in STEPS if (step.lower, step.higher) == (line.lower, line.higher)]
