"""The typed shape of a policy pack: what one place decides differently from another, every value with its clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from zhicheng.domain.eligibility import procedure
from zhicheng.domain.eligibility.codes import LEVELS, MODES, OTHER_AFFILIATION, Outcome
from zhicheng.domain.eligibility.procedure import Batch as Batch
from zhicheng.domain.eligibility.procedure import Clause as Clause


@dataclass(frozen=True, slots=True)
class Region:
    """A bureau, or an area without one of its own (`bureau` then names who receives its applications).

    `phone` may be empty; the note then says why.
    """

    code: str
    name: str
    kind: str
    bureau: str
    office: str
    phone: str
    note: str
    clause: Clause
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A series of the catalogue; `titles` by level, a level that it does not have is not there."""

    code: str
    name: str
    titles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ExamOnly:
    """A speciality (None: the whole series) whose title comes only by examination at these levels, from a day on."""

    series: str
    speciality: str | None
    levels: frozenset[str]
    scope: str
    since: date | None


@dataclass(frozen=True, slots=True)
class LicenceNeed:
    """Any one of `licences` is needed in the series from a level up."""

    series: str
    licences: tuple[str, ...]
    from_level: str
    note: str


@dataclass(frozen=True, slots=True)
class Route:
    """One way to a level: these diplomas or degrees, and this much work.

    `years` and `months` of all work counted, of which `years_after` and `months_after` since the schooling; work before
    it counts when `before_counts`. `outcome` is manual where the notice does not name the schooling; `rule` is None
    when none of its rules carries it. A diploma's mode and conclusion must be among `modes` and `conclusions`, or,
    where these are empty, among the reading's.
    """

    rule: str | None
    level: str
    diplomas: frozenset[str]
    degrees: frozenset[str]
    years: int
    years_after: int
    before_counts: bool
    outcome: Outcome
    unless_diploma: frozenset[str]
    only_years_worked_assessed: bool
    note: str
    clause: Clause
    months: int = 0
    months_after: int = 0
    modes: frozenset[str] = frozenset()
    conclusions: frozenset[str] = frozenset()
    uncertain: bool = False

    @property
    def months_needed(self) -> int:
        """Months of work in all."""
        return self.years * 12 + self.months

    @property
    def months_needed_after(self) -> int:
        """Months of work since the schooling."""
        return self.years_after * 12 + self.months_after


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides for regions of some kinds at some levels; `authority` None: the region's own bureau.

    `by` says whether the `bureau` itself decides or a `committee` votes.
    """

    kinds: frozenset[str]
    levels: frozenset[str]
    authority: str | None
    batches: str
    clause: Clause
    by: str = "bureau"
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """The pack says so itself: at this level the schooling `higher` gets a worse answer than the lower `lower`."""

    level: str
    lower: str
    higher: str
    note: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Reading:
    """How the conditions are judged: each word of a closed list and what it leads to.

    `modes` are the ways of study whose diploma counts. Schooling in no fitting field needs `unrelated_adds_years` more.
    """

    conclusions: frozenset[str]
    work_kinds: frozenset[str]
    work_fields: frozenset[str]
    schooling_fields: frozenset[str]
    unrelated_schooling: Outcome
    levels_by_determination: frozenset[str]
    identities: Mapping[str, Outcome]
    identities_if_employed_here: frozenset[str]
    statuses: Mapping[str, Outcome]
    posts_needed: frozenset[str]
    staffing: Mapping[str, Outcome]
    affiliation_other: Outcome
    title_via: Mapping[str, Outcome]
    low_title_redone: bool
    assessment_years: Mapping[str, int]
    grades_passed: frozenset[str]
    grade_none: Outcome
    no_year_worked: Outcome
    same_year_serves: bool
    stamp_needed: bool
    home_country: str
    home_proofs: Mapping[str, str]
    foreign_proofs: Mapping[str, str]
    modes: frozenset[str] = MODES
    unrelated_adds_years: int = 0


@dataclass(frozen=True)
class Pack:
    """One place's policy for one year, whole; `sha256` is of its resolved content, catalogue included.

    `transition` says what becomes of cases in flight when this pack is published: they `keep` theirs, or `rejudge`.
    `uncertain` holds the paths of the values not verified at their source: `rules[3]`, `reading.modes`.
    """

    id: str
    version: str
    sha256: str
    title: str
    place: str
    city: str
    notice: str
    legal_basis: tuple[str, ...]
    site: str
    regions: Mapping[str, Region]
    series: Mapping[str, Series]
    exam_only: tuple[ExamOnly, ...]
    licence_needs: Mapping[str, LicenceNeed]
    routes: Mapping[str, tuple[Route, ...]]
    reading: Reading
    deciders: tuple[Decider, ...]
    batches: tuple[Batch, ...]
    own_batches: Mapping[str, tuple[Batch, ...]]
    conditions: Mapping[str, Clause]
    materials: Mapping[str, Clause]
    publicity: procedure.Publicity
    paper: procedure.Paper
    correction: procedure.Correction
    document: procedure.Document
    county_check: bool
    checklist: tuple[procedure.ChecklistItem, ...]
    refusal_reasons: tuple[procedure.RefusalReason, ...]
    return_reasons: tuple[procedure.ReturnReason, ...]
    clauses: Mapping[str, Clause]
    transition: str = "keep"
    accepted: tuple[Accepted, ...] = ()
    uncertain: frozenset[str] = frozenset()
    affiliations_elsewhere: frozenset[str] = frozenset()

    @cached_property
    def affiliations(self) -> frozenset[str]:
        """Codes that an employer's affiliation may have."""
        return frozenset(self.regions) | {OTHER_AFFILIATION}

    @cached_property
    def readable_affiliations(self) -> frozenset[str]:
        """Codes that facts may give as an affiliation: one of no bureau here counts as `other`."""
        return self.affiliations | self.affiliations_elsewhere

    @cached_property
    def licence_codes(self) -> frozenset[str]:
        """Codes of the licences that any series asks for."""
        return frozenset(code for need in self.licence_needs.values() for code in need.licences)

    @cached_property
    def exam_only_at(self) -> Mapping[tuple[str, str], tuple[ExamOnly, ...]]:
        """The specialities whose title comes only by examination, by series and level."""
        return {
            (code, level): tuple(one for one in self.exam_only if one.series == code and level in one.levels)
            for code in self.series
            for level in LEVELS
        }

    @cached_property
    def settled(self) -> dict[object, Any]:
        """What closed words alone decide under this pack; filled as it is asked (`tables.tables_of`)."""
        return {}

    @cached_property
    def _deciders_at(self) -> Mapping[tuple[str | None, str], Decider]:
        """The first decider of each region and level."""
        return {
            (region.code, level): one
            for one in reversed(self.deciders)
            for region in self.regions.values()
            if region.kind in one.kinds
            for level in one.levels
        }

    def clause_of(self, path: str) -> Clause:
        """The clause behind a single value, `publicity.employer_days`; KeyError when there is no such value."""
        return self.clauses[path]

    def decider_for(self, affiliation: str | None, level: str) -> Decider | None:
        """Who decides at this level for an employer of this affiliation; None when the pack names nobody."""
        return self._deciders_at.get((affiliation, level))

    def authority_for(self, affiliation: str | None, level: str) -> str | None:
        """Region code of the bureau that decides; None when the pack names nobody."""
        decider = self.decider_for(affiliation, level)
        return (decider.authority or affiliation) if decider else None

    def received_by(self, affiliation: str | None) -> str | None:
        """Region code of the bureau to which an application from this affiliation is sent."""
        region = self.regions.get(affiliation or "")
        return region.bureau if region else None

    def batches_for(self, affiliation: str | None, level: str) -> tuple[Batch, ...]:
        """The windows for this affiliation and level, in order; empty where the pack has none."""
        decider = self.decider_for(affiliation, level)
        if decider and decider.batches == "own":
            return self.own_batches.get(affiliation or "", ())
        return self.batches

    def batch_on(self, day: date, affiliation: str | None, level: str) -> Batch | None:
        """The window open on `day`, else the next one; None after the last."""
        return procedure.window_on(day, self.batches_for(affiliation, level))

    def titles_of(self, series: str, level: str) -> tuple[str, ...]:
        """Names of the titles at a level of a series; empty when the series has no such level."""
        found = self.series.get(series)
        return found.titles.get(level, ()) if found else ()
