"""What is known of a person, an employer and a wish when eligibility is asked; None everywhere means: not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Target:
    """The title that is asked for."""

    level: str
    series: str
    speciality: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. Of the two last days, None means that no punishment or ban is on record."""

    id_kind: str | None = None
    employed_in_city: bool | None = None
    status: str | None = None
    punished_until: date | None = None
    banned_until: date | None = None


@dataclass(frozen=True, slots=True)
class Employer:
    """Where the person works; `vacancies` are a public institution's free posts by level."""

    kind: str | None = None
    affiliation: str | None = None
    self_evaluating: bool | None = None
    vacancies: Mapping[str, int] | None = None
    staffing: str | None = None
    competition_passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Diploma:
    """A school's certificate (学历)."""

    level: str | None = None
    date: date | None = None
    conclusion: str | None = None
    mode: str | None = None
    field: str | None = None
    country: str | None = None
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree (学位)."""

    level: str | None = None
    date: date | None = None
    field: str | None = None
    country: str | None = None
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A span of work, first and last day included; `still_there` stands for an end that is not yet."""

    start: date | None = None
    end: date | None = None
    still_there: bool = False
    field: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One year's assessment form."""

    year: int | None = None
    grade: str | None = None
    stamped: bool | None = None


@dataclass(frozen=True, slots=True)
class Insurance:
    """The social-insurance record."""

    source: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A title already held; `basis` is the schooling by which it was given."""

    level: str | None = None
    series: str | None = None
    speciality: str | None = None
    via: str | None = None
    date: date | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the check is told. A list that is given is whole; None means that it is not known."""

    as_of: date
    target: Target
    person: Person = field(default_factory=Person)
    employer: Employer = field(default_factory=Employer)
    diplomas: tuple[Diploma, ...] | None = None
    degrees: tuple[Degree, ...] | None = None
    work: tuple[Work, ...] | None = None
    assessments: tuple[Assessment, ...] | None = None
    insurance: Insurance = field(default_factory=Insurance)
    licences: frozenset[str] | None = None
    titles: tuple[Title, ...] | None = None
    post_table: bool | None = None
