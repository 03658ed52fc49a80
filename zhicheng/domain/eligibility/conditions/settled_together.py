"""Conditions and materials that the same closed words settle, found together, and the worst outcome among them."""

from __future__ import annotations

from dataclasses import dataclass

from zhicheng.domain.eligibility import materials
from zhicheng.domain.eligibility.answer import Finding, Material
from zhicheng.domain.eligibility.codes import Outcome, worst
from zhicheng.domain.eligibility.conditions.of_employer import (
    employer_not_self_evaluating,
    jurisdiction,
    vacancy_by_kind,
)
from zhicheng.domain.eligibility.conditions.of_person import identity, in_post
from zhicheng.domain.eligibility.conditions.of_title import (
    level_by_determination,
    licence,
    licence_needed,
    never_by_exam,
    series_has_level,
)
from zhicheng.domain.eligibility.pack import Batch, Pack


@dataclass(frozen=True, slots=True)
class OfPerson:
    """Who asks."""

    outcome: Outcome
    identity: Finding
    in_post: Finding
    insurance: Material


def of_person(
    pack: Pack,
    id_kind: str | None,
    employed_in_city: bool | None,
    status: str | None,
    insured: str | None,
    elsewhere: bool,
) -> OfPerson:
    """By the kind of identity, whether employed in the city, status, and the source and place of the insurance."""
    found = identity(pack, id_kind, employed_in_city), in_post(pack, status)
    record = materials.insurance(pack, insured, elsewhere)
    return OfPerson(_worst(*found, record), *found, record)


@dataclass(frozen=True, slots=True)
class OfPlace:
    """Where the application goes, and when; `own_days`: no window names a day to which years are counted."""

    outcome: Outcome
    jurisdiction: Finding
    authority: str | None
    received_by: str | None
    batches: tuple[Batch, ...]
    own_days: bool


def of_place(pack: Pack, affiliation: str | None, level: str) -> OfPlace:
    """By the employer's affiliation and the level."""
    found = jurisdiction(pack, affiliation, level)
    authority, bureau = pack.authority_for(affiliation, level), pack.received_by(affiliation)
    batches = pack.batches_for(affiliation, level)
    own_days = not any(one.years_counted_to for one in batches)
    return OfPlace(found.outcome, found, authority, bureau, batches, own_days)


@dataclass(frozen=True, slots=True)
class OfEmployer:
    """The employer; `vacancy` is None where it hangs on more than the kind of employer."""

    outcome: Outcome
    self_evaluating: Finding
    vacancy: Finding | None
    post_table: Material


def of_employer(pack: Pack, kind: str | None, self_evaluating: bool | None, post_table: bool | None) -> OfEmployer:
    """By the kind of employer, whether it evaluates itself, and whether its post table is there."""
    own, posts = employer_not_self_evaluating(pack, self_evaluating), vacancy_by_kind(pack, kind)
    table = materials.post_table(pack, kind, post_table)
    return OfEmployer(_worst(own, table, *([posts] if posts else [])), own, posts, table)


@dataclass(frozen=True, slots=True)
class OfTitle:
    """The title asked for; `never_by_exam` holds for specialities that are known and not among `examined`.

    `examined` is None where the whole series may have an examination.
    """

    outcome: Outcome
    never_by_exam: Finding
    examined: frozenset[str | None] | None
    licence: Finding
    level: Finding
    series: Finding
    licence_paper: Material


def of_title(pack: Pack, series: str, level: str, licences: frozenset[str] | None) -> OfTitle:
    """By series, level and licences held."""
    need = licence_needed(pack, series, level)
    named = frozenset(one.speciality for one in pack.exam_only_at.get((series, level), ()))
    found = licence(pack, need, licences), level_by_determination(pack, level), series_has_level(pack, series, level)
    paper = materials.licence(pack, need, licences)
    examined = None if None in named else named | {None} if named else named
    return OfTitle(_worst(*found, paper), never_by_exam(pack), examined, *found, paper)


def _worst(*found: Finding | Material) -> Outcome:
    return worst(*[one.outcome for one in found])
