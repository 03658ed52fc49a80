"""The facts beside schooling and work, in groups that do not touch each other: all values, alone and in pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from typing import Any

from zhicheng.domain.eligibility import Answer, Assessment, Diploma, Facts, Insurance, Title, codes
from zhicheng.policy.proof.dates import DAY
from zhicheng.policy.proof.grid import Asked, ask
from zhicheng.policy.proof.profiles import GRADES_DOWN, LADDER, PLAIN_SPECIALITY, Profiles, classes

Change = Mapping[str, Any]
"""Values by their path in the facts, `employer.kind`."""
FLAGS = (True, False, None)


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that only these conditions and materials read; `changes` are all their values for a level."""

    name: str
    conditions: frozenset[str]
    materials: frozenset[str]
    changes: Callable[[Profiles, str], Iterator[Change]]


def changed(facts: Facts, change: Change) -> Facts:
    """The facts with these values."""
    for path, value in change.items():
        owner, _, name = path.rpartition(".")
        if owner:
            value = replace(getattr(facts, owner), **{name: value})
        facts = replace(facts, **{owner or name: value})
    return facts


def _person(people: Profiles, level: str) -> Iterator[Change]:
    days = (None, people.as_of - DAY, people.as_of, people.as_of + DAY)
    kinds = (*sorted(codes.ID_KINDS), None)
    for kind, here, status in product(kinds, FLAGS, (*sorted(codes.STATUSES), None)):
        yield {"person.id_kind": kind, "person.employed_in_city": here, "person.status": status}
    for punished, banned in product(days, days):
        yield {"person.punished_until": punished, "person.banned_until": banned}


def _posts(people: Profiles, level: str) -> Iterator[Change]:
    free = (None, {level: 0}, {level: 1})
    needed = people.pack.reading.posts_needed
    kinds = classes(sorted(codes.EMPLOYER_KINDS), lambda kind: (kind in needed,))
    yield from ({"employer.kind": kind, "employer.vacancies": {level: 0}} for kind in sorted(codes.EMPLOYER_KINDS))
    values = product((*(one[0] for one in kinds), None), free, ("established", "contract", None), FLAGS, FLAGS)
    for kind, vacancies, staffing, passed, table in values:
        yield {
            "employer.kind": kind,
            "employer.vacancies": vacancies,
            "employer.staffing": staffing,
            "employer.competition_passed": passed,
            "post_table": table,
        }


def _place(people: Profiles, level: str) -> Iterator[Change]:
    for affiliation, own in product((*people.pack.regions, codes.OTHER_AFFILIATION, None), FLAGS):
        yield {"employer.affiliation": affiliation, "employer.self_evaluating": own}


def _title(people: Profiles, level: str) -> Iterator[Change]:
    pack = people.pack
    named = [row.speciality for row in pack.exam_only if row.speciality]
    held: tuple[frozenset[str] | None, ...] = (
        None,
        frozenset(),
        *(frozenset((one,)) for one in sorted(pack.licence_codes)),
    )
    for series in pack.series:
        own = [row.speciality for row in pack.exam_only if row.series == series and row.speciality]
        for speciality, licences in product((PLAIN_SPECIALITY, None, *own, *named[:1]), held):
            yield {"target.series": series, "target.speciality": speciality, "licences": licences}


def _titles(people: Profiles, level: str) -> Iterator[Change]:
    yield {"titles": None}
    bases = ("senior_high", "bachelor", "master", None)
    for held, via, series in product((*LADDER, None), (*sorted(codes.VIAS), None), (people.series, "other", None)):
        for basis in bases:
            yield {"titles": (Title(held, series, None, via, date(2010, 1, 1), basis),)}


def form_changes(people: Profiles, level: str) -> Iterator[Change]:
    yield {"assessments": None}
    asked = people.pack.reading.assessment_years.get(level, 0)
    kinds = [one[0] for one in grade_classes(people)]
    states: list[tuple[str | None, bool | None] | None] = [None, *((grade, True) for grade in kinds)]
    states += [(None, True), (kinds[0], False), (kinds[0], None)]
    this_year = people.as_of.year
    for this, *earlier in product(states[: len(kinds) + 2], *(states for _ in range(max(asked, 1)))):
        given = ((this_year - step, state) for step, state in enumerate((this, *earlier)))
        forms = tuple(Assessment(year, *state) for year, state in given if state)
        yield {"assessments": forms}
    yield {"assessments": (*people.good.assessments, Assessment(None, None, None))}  # type: ignore[misc]


def _insurance(people: Profiles, level: str) -> Iterator[Change]:
    for source, region in product((*sorted(codes.INSURANCE_SOURCES), None), (people.pack.city, "110000", None)):
        yield {"insurance": Insurance(source, region)}


def grade_classes(people: Profiles) -> tuple[tuple[str, ...], ...]:
    """Grades that are read alike."""
    return classes(GRADES_DOWN, lambda code: (code in people.pack.reading.grades_passed, code == "none"))


GROUPS = tuple(
    Group(name, frozenset(conditions.split()), frozenset(materials.split()), changes)
    for name, conditions, materials, changes in (
        ("person", "identity in_post not_barred", "", _person),
        ("posts", "vacancy", "post_table", _posts),
        ("place", "jurisdiction employer_not_self_evaluating", "", _place),
        ("title", "not_exam_only licence series_has_level level_by_determination", "licence", _title),
        ("titles", "not_already_held", "", _titles),
        ("forms", "assessment_passed", "assessment", form_changes),
        ("insurance", "", "insurance", _insurance),
    )
)


Answered = dict[Group, list[tuple[Change, Asked]]]


def answered(people: Profiles, best: Asked) -> Answered:
    """The best person with each value of each group, asked."""
    level = best.facts.target.level
    return {
        group: [(change, ask(people, changed(best.facts, change))) for change in group.changes(people, level)]
        for group in GROUPS
    }


def in_pairs(people: Profiles, best: Asked, alone: Answered) -> Iterator[tuple[Asked, Asked, Asked]]:
    """For each two groups: the one, the other, and both changed; one change for each thing that it can lead to."""
    telling = {group: _telling(changes) for group, changes in alone.items()}
    for one, other in combinations(GROUPS, 2):
        for (here, first), (there, second) in product(telling[one], telling[other]):
            yield first, second, ask(people, changed(changed(best.facts, here), there))


def _telling(changes: list[tuple[Change, Asked]]) -> list[tuple[Change, Asked]]:
    found: dict[tuple[str, ...], tuple[Change, Asked]] = {}
    for change, asked in changes:
        found.setdefault(tuple(outcomes(asked.answer).values()), (change, asked))
    return list(found.values())


def outcomes(answer: Answer) -> dict[str, str]:
    """Each condition's outcome and each material's state."""
    return {one.condition: one.outcome.value for one in answer.findings} | {
        f"material {one.code}": one.state.value for one in answer.materials
    }


def rewritten(facts: Facts, side: str, **values: Any) -> Facts:
    """The facts with these values in every row of a list: `work`, `diplomas`, `degrees` or `assessments`."""
    rows: dict[str, Any] = {side: tuple(replace(row, **values) for row in getattr(facts, side) or ())}
    return replace(facts, **rows)


def beginners(people: Profiles, level: str) -> Iterator[Facts]:
    """Whose assessments are only those of the years worked: begun this year, last year, the year before."""
    for schooling in people.schoolings(level):
        rows = (row for row in people.pack.routes.get(level, ()) if row.only_years_worked_assessed)
        if any(schooling.code in (row.diplomas if schooling.kind is Diploma else row.degrees) for row in rows):
            for step in range(3):
                begun = date(people.as_of.year - step, 1, 2)
                yield people.person(level, [people.held(schooling, people.long_ago)], begun)


def best_person(people: Profiles, level: str) -> Asked:
    """Who stands best at the level with one schooling held and worked on for long."""
    tried = [
        ask(people, people.person(level, [people.held(schooling, people.long_ago)], people.long_ago))
        for schooling in people.schoolings(level)
    ]
    return min(tried, key=lambda one: codes.severity(one.answer.verdict))
