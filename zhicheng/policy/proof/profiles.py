"""The people on whom a pack is proven: one against whom nothing stands, and what a pack can tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from zhicheng.domain.eligibility import (
    Assessment,
    Degree,
    Diploma,
    Employer,
    Facts,
    Insurance,
    Outcome,
    Pack,
    Person,
    Target,
    Work,
    codes,
)
from zhicheng.domain.eligibility.pack import Route
from zhicheng.policy.proof.dates import DAY, back

Held = Diploma | Degree
LADDER = tuple(codes.LADDER)
FORMS_GIVEN = 7
PLAIN_SPECIALITY = "不在任何名单上的专业"
GRADES_DOWN = ("excellent", "qualified", "basically_qualified", "unqualified", "none")
_LONG_AGO = 40 * 12


class Schooling(NamedTuple):
    """Diplomas or degrees that the pack's rows treat alike at a level, by their first."""

    kind: type[Diploma] | type[Degree]
    code: str
    members: tuple[str, ...]


class Times(NamedTuple):
    """When the job began (None: none) and when the schooling was had."""

    work: date | None
    schooled: date


@dataclass(frozen=True)
class Profiles:
    """The pack's classes and their people, as of `as_of`, with years counted to `counted_to`."""

    pack: Pack
    as_of: date
    counted_to: date

    @classmethod
    def of(cls, pack: Pack, as_of: date | None = None) -> Profiles:
        """On the last day of the pack's first window, or on the day given."""
        first = pack.batches[0].closes if pack.batches else date(2024, 5, 15)
        day = as_of or first
        return cls(pack, day, counted_to(pack, day))

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """The months that any row asks for: the only lengths of time to which the rows compare anything."""
        asked = {0}
        for routes in self.pack.routes.values():
            for route in routes:
                asked |= {route.months_needed, route.months_needed_after}
        more = self.pack.reading.unrelated_adds_years * 12
        return tuple(sorted(asked | {months + more for months in asked if months or more}))

    @cached_property
    def edges(self) -> tuple[date, ...]:
        """For each bound the first day that fills it and the day after, which does not."""
        days = {
            edge
            for months in self.bounds
            for edge in (back(self.counted_to, months), back(self.counted_to, months) + DAY)
        }
        return tuple(sorted(day for day in days if day <= self.as_of))

    @cached_property
    def long_ago(self) -> date:
        """A day before every bound."""
        return back(self.counted_to, max(self.bounds) + _LONG_AGO)

    @cached_property
    def years_ago(self) -> dict[str, Any]:
        """A job that was long and is over, before any year of which a form may be asked."""
        over = date(self.as_of.year - 10, 12, 31)
        return {"start": self.long_ago, "end": over, "still_there": False}

    @cached_property
    def times(self) -> tuple[Times, ...]:
        """Every way in which begin of work and schooling can lie to the bounds, to each other and to the day asked."""
        schooled = (self.long_ago, *self.edges, self.as_of, self.as_of + DAY)
        works = (self.long_ago, *self.edges, None)
        return tuple(Times(work, day) for work in dict.fromkeys(works) for day in dict.fromkeys(schooled))

    @cached_property
    def plain_times(self) -> tuple[Times, ...]:
        """Schooling and work that began on the same day, at each edge; and neither work nor time."""
        return (*(Times(day, day) for day in (self.long_ago, *self.edges)), Times(None, self.as_of))

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels that have rows, and one that has none."""
        without = tuple(level for level in LADDER if level not in self.pack.routes)
        return (*(level for level in LADDER if level in self.pack.routes), *without[-1:])

    def schoolings(self, level: str) -> tuple[Schooling, ...]:
        """The classes of diplomas and of degrees at a level."""
        routes = self.pack.routes.get(level, ())

        def diploma(code: str) -> tuple[bool, ...]:
            return tuple(code in side for one in routes for side in (one.diplomas, one.unless_diploma))

        def degree(code: str) -> tuple[bool, ...]:
            return tuple(code in one.degrees for one in routes)

        return (
            *(Schooling(Diploma, found[0], found) for found in classes(sorted(codes.DIPLOMA_LEVELS), diploma)),
            *(Schooling(Degree, found[0], found) for found in classes(sorted(codes.DEGREE_LEVELS), degree)),
        )

    @cached_property
    def conclusions(self) -> tuple[tuple[str, ...], ...]:
        """Classes of conclusions."""
        lists = [self.pack.reading.conclusions, *(one.conclusions for one in self.rows if one.conclusions)]
        return classes(("graduated", "completed", "incomplete"), lambda code: tuple(code in one for one in lists))

    @cached_property
    def modes(self) -> tuple[tuple[str, ...], ...]:
        """Classes of modes of study, full time first."""
        lists = [self.pack.reading.modes, *(one.modes for one in self.rows if one.modes)]
        return classes(
            ("full_time", *sorted(codes.MODES - {"full_time"})), lambda code: tuple(code in one for one in lists)
        )

    @cached_property
    def fields(self) -> tuple[tuple[str, ...], ...]:
        """Classes of the schooling's field."""
        return classes(("same", "related", "unrelated"), lambda code: (code in self.pack.reading.schooling_fields,))

    @cached_property
    def work_fields(self) -> tuple[tuple[str, ...], ...]:
        """Classes of the work's field; `same` is told apart by the rule on unrelated schooling."""
        counted = self.pack.reading.work_fields
        return classes(("same", "related", "unrelated"), lambda code: (code in counted, code == "same"))

    @cached_property
    def rows(self) -> tuple[Route, ...]:
        """All rows of all levels."""
        return tuple(route for routes in self.pack.routes.values() for route in routes)

    @cached_property
    def good(self) -> Facts:
        """A person against whom nothing stands but the schooling, which is not there yet."""
        pack, reading = self.pack, self.pack.reading
        grade = first(GRADES_DOWN, lambda code: code in reading.grades_passed, "excellent")
        return Facts(
            as_of=self.as_of,
            target=Target("assistant", self.series, PLAIN_SPECIALITY),
            person=Person(
                self.id_kind, True, first(reading.statuses, lambda one: reading.statuses[one] is Outcome.MET, "in_post")
            ),
            employer=self.employer,
            diplomas=(),
            degrees=(),
            work=(),
            assessments=tuple(Assessment(self.as_of.year - step, grade, True) for step in range(1, FORMS_GIVEN)),
            insurance=Insurance("pulled", pack.city),
            licences=frozenset(pack.licence_codes),
            titles=(),
            post_table=True,
        )

    @cached_property
    def series(self) -> str:
        """A series that has every level, no examination of its own and no licence."""
        pack = self.pack
        whole = {row.series for row in pack.exam_only if row.speciality is None} | set(pack.licence_needs)
        return first(
            pack.series,
            lambda code: code not in whole and all(pack.titles_of(code, level) for level in pack.routes),
            next(iter(pack.series)),
        )

    @cached_property
    def id_kind(self) -> str:
        """An identity that is admitted, best without more ado."""
        reading = self.pack.reading
        kinds = sorted(reading.identities, key=lambda kind: kind in reading.identities_if_employed_here)
        return first(kinds, lambda kind: reading.identities[kind] is Outcome.MET, "resident_id")

    @cached_property
    def employer(self) -> Employer:
        """An employer of the city that needs no post table, with posts all the same."""
        reading = self.pack.reading
        kind = first(sorted(codes.EMPLOYER_KINDS), lambda one: one not in reading.posts_needed, "enterprise")
        staffing = first(reading.staffing, lambda one: reading.staffing[one] is Outcome.MET, "established")
        return Employer(kind, self.pack.city, False, dict.fromkeys(LADDER, 1), staffing, True)

    def diploma(self, code: str, day: date | None, **other: str | None) -> Diploma:
        """A diploma that counts, but for what is given otherwise."""
        held = {"conclusion": self.conclusions[0][0], "mode": self.modes[0][0], "field": "same"}
        return Diploma(**{"level": code, "date": day, **held, **self.proven, **other})  # type: ignore[arg-type]

    def degree(self, code: str, day: date | None, **other: str | None) -> Degree:
        """A degree that counts, but for what is given otherwise."""
        return Degree(**{"level": code, "date": day, "field": "same", **self.proven, **other})  # type: ignore[arg-type]

    @cached_property
    def proven(self) -> dict[str, str]:
        """The best proof of schooling at home."""
        reading = self.pack.reading
        proof = first(reading.home_proofs, lambda one: reading.home_proofs[one] != "defective", "pulled")
        return {"country": reading.home_country, "proof": proof}

    @cached_property
    def abroad(self) -> str:
        """A country that is not home."""
        return first(sorted(codes.COUNTRIES), lambda code: code != self.pack.reading.home_country, "XX")

    @cached_property
    def proofs(self) -> tuple[tuple[str | None, str | None], ...]:
        """A country and a proof for each state that the proof of schooling can be in, and one of no known country."""
        reading = self.pack.reading
        found: dict[str, tuple[str | None, str | None]] = {}
        for country, states in ((reading.home_country, reading.home_proofs), (self.abroad, reading.foreign_proofs)):
            for proof, state in states.items():
                found.setdefault(state, (country, proof))
        return (
            *found.values(),
            (reading.home_country, "none"),
            (None, self.proven["proof"]),
            (reading.home_country, None),
        )

    def held(self, schooling: Schooling, day: date | None, **other: str | None) -> Held:
        """The class's representative."""
        if schooling.kind is Diploma:
            return self.diploma(schooling.code, day, **other)
        return self.degree(schooling.code, day, **{name: one for name, one in other.items() if name in DEGREE_FIELDS})

    def person(self, level: str, held: Iterable[Held], work: date | None, field: str = "same") -> Facts:
        """The good person with this schooling, asking for a level, in one job since `work` until now."""
        kind = first(
            sorted(codes.WORK_KINDS, reverse=True), lambda one: one in self.pack.reading.work_kinds, "technical"
        )
        held = tuple(held)
        return replace(
            self.good,
            target=replace(self.good.target, level=level),
            diplomas=tuple(one for one in held if isinstance(one, Diploma)),
            degrees=tuple(one for one in held if isinstance(one, Degree)),
            work=() if work is None else (Work(work, None, True, field, kind),),
        )


DEGREE_FIELDS = frozenset(("field", "country", "proof"))


def schooling_of(facts: Facts) -> tuple[Held, ...]:
    """Diplomas and degrees together."""
    held: tuple[Held, ...] = facts.diplomas or ()
    return (*held, *(facts.degrees or ()))


def counted_to(pack: Pack, as_of: date) -> date:
    """The day to which a person of the city counts years: the window's own day where it has one."""
    for batch in pack.batches:
        if as_of <= batch.closes:
            return batch.years_counted_to or as_of
    return as_of


def classes(codes: Iterable[str], sign: Callable[[str], tuple[bool, ...]]) -> tuple[tuple[str, ...], ...]:
    """The codes put together where `sign` is the same, in their order."""
    found: dict[tuple[bool, ...], list[str]] = {}
    for code in codes:
        found.setdefault(sign(code), []).append(code)
    return tuple(tuple(one) for one in found.values())


def first(candidates: Iterable[str], fits: Callable[[str], bool], otherwise: str) -> str:
    """The first that fits, else `otherwise`."""
    return next((one for one in candidates if fits(one)), otherwise)
