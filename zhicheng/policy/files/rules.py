"""The sections of a pack on eligibility: rules, readings, and the clause of each condition and material."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from zhicheng.domain.eligibility import codes
from zhicheng.domain.eligibility import conditions as checks
from zhicheng.domain.eligibility import materials as papers
from zhicheng.domain.eligibility.codes import MaterialState, Outcome
from zhicheng.domain.eligibility.pack import (
    Accepted,
    Clause,
    Reading,
    Route,
)
from zhicheng.policy.files.strict import Section

JUDGED = frozenset((Outcome.MET.value, Outcome.MANUAL.value, Outcome.NOT_MET.value))
RULE = re.compile(r"R[1-9][0-9]?\Z")
SCHOOLINGS = codes.DIPLOMA_LEVELS | codes.DEGREE_LEVELS
PROOF_STATES = frozenset((MaterialState.PULLED.value, MaterialState.PROVIDED.value, MaterialState.DEFECTIVE.value))
PROOFS_SHOWN = codes.PROOFS - {"none"}


def routes(top: Section) -> dict[str, tuple[Route, ...]]:
    """The ways to each level, in the pack's order."""
    found: dict[str, list[Route]] = {}
    for row in top.rows("rules"):
        route = _route(row)
        row.done()
        if not route.diplomas and not route.degrees:
            row.fault("diplomas", "a rule names diplomas or degrees")
        found.setdefault(route.level, []).append(route)
    top.once(
        "rules",
        (
            f"{level}: {kind} {code}, {route.outcome}{_said(route.modes)}{_said(route.conclusions)}"
            for level, ways in found.items()
            for route in ways
            for kind, named in (("diploma", route.diplomas), ("degree", route.degrees))
            for code in named
        ),
    )
    return {level: tuple(ways) for level, ways in found.items()}


def _said(words: frozenset[str]) -> str:
    return f", {' '.join(sorted(words))}" if words else ""


def _route(row: Section) -> Route:
    outcome = row.code("outcome", JUDGED, row.optional("outcome", Outcome.MET.value))
    return Route(
        rule=_rule(row),
        level=row.code("level", codes.LEVELS),
        diplomas=row.codes("diplomas", codes.DIPLOMA_LEVELS, row.optional("diplomas", [])),
        degrees=row.codes("degrees", codes.DEGREE_LEVELS, row.optional("degrees", [])),
        years=row.whole("years"),
        years_after=row.whole("years_after", row.optional("years_after", 0)),
        before_counts=row.flag("before_counts", row.optional("before_counts", False)),
        outcome=Outcome(outcome) if outcome else Outcome.MET,
        unless_diploma=row.codes("unless_diploma", codes.DIPLOMA_LEVELS, row.optional("unless_diploma", [])),
        only_years_worked_assessed=row.flag(
            "only_years_worked_assessed", row.optional("only_years_worked_assessed", False)
        ),
        note=row.note("note"),
        clause=row.clause(),
        months=row.whole("months", row.defaulted("months", 0)),
        months_after=row.whole("months_after", row.defaulted("months_after", 0)),
        modes=row.codes("modes", codes.MODES, row.defaulted("modes", [])),
        conclusions=row.codes("conclusions", codes.CONCLUSIONS, row.defaulted("conclusions", [])),
        uncertain=row.uncertain(),
    )


def _rule(row: Section) -> str | None:
    rule = row.raw("rule")
    if rule is None or (isinstance(rule, str) and RULE.match(rule)):
        return rule
    row.fault("rule", f"must be R1 to R99, or null; got {rule!r}")
    return None


def accepted(top: Section) -> tuple[Accepted, ...]:
    """Where more schooling gives a worse answer, and the pack says so."""
    read = []
    for row in top.rows_in("accepted", top.defaulted("accepted", [])):
        read.append(
            Accepted(
                level=row.code("level", codes.LEVELS),
                lower=row.code("from", SCHOOLINGS),
                higher=row.code("to", SCHOOLINGS),
                note=row.text("note"),
                clause=row.clause(),
            )
        )
        row.uncertain()
        row.done()
    top.once("accepted", (f"{one.level}: {one.lower} {one.higher}" for one in read))
    return tuple(read)


def reading(section: Section) -> Reading:
    """How each condition is judged."""
    read = Reading(
        conclusions=_ruled_codes(section, "conclusions", codes.CONCLUSIONS),
        work_kinds=_ruled_codes(section, "work_kinds", codes.WORK_KINDS),
        work_fields=_ruled_codes(section, "work_fields", codes.FIELDS),
        schooling_fields=_ruled_codes(section, "schooling_fields", codes.FIELDS),
        unrelated_schooling=_ruled_outcome(section, "unrelated_schooling"),
        levels_by_determination=_ruled_codes(section, "levels_by_determination", codes.LEVELS),
        identities=_outcomes(section, "identities", codes.ID_KINDS),
        identities_if_employed_here=_ruled_codes(section, "identities_if_employed_here", codes.ID_KINDS),
        statuses=_outcomes(section, "statuses", codes.STATUSES),
        posts_needed=_ruled_codes(section, "posts_needed", codes.EMPLOYER_KINDS),
        staffing=_outcomes(section, "staffing", codes.STAFFINGS),
        affiliation_other=_ruled_outcome(section, "affiliation_other"),
        title_via=_outcomes(section, "title_via", codes.VIAS),
        low_title_redone=section.flag("low_title_redone", section.ruled("low_title_redone")),
        assessment_years=_assessment_years(section),
        grades_passed=_ruled_codes(section, "grades_passed", codes.GRADES),
        grade_none=_ruled_outcome(section, "grade_none"),
        no_year_worked=_ruled_outcome(section, "no_year_worked"),
        same_year_serves=section.flag("same_year_serves", section.ruled("same_year_serves")),
        stamp_needed=section.flag("stamp_needed", section.ruled("stamp_needed")),
        home_country=section.code("home_country", codes.COUNTRIES, section.ruled("home_country")),
        home_proofs=_ruled_map(section, "home_proofs", PROOFS_SHOWN, PROOF_STATES),
        foreign_proofs=_ruled_map(section, "foreign_proofs", PROOFS_SHOWN, PROOF_STATES),
        modes=section.codes("modes", codes.MODES, section.ruled_or("modes", sorted(codes.MODES))),
        unrelated_adds_years=section.whole("unrelated_adds_years", section.ruled_or("unrelated_adds_years", 0)),
    )
    section.done()
    return read


def _ruled_codes(section: Section, name: str, allowed: Collection[str]) -> frozenset[str]:
    return section.codes(name, allowed, section.ruled(name))


def _ruled_outcome(section: Section, name: str) -> Outcome:
    return Outcome(section.code(name, JUDGED, section.ruled(name)) or Outcome.MANUAL)


def _ruled_map(section: Section, name: str, keys: Collection[str], values: Collection[str]) -> dict[str, str]:
    """A mapping that names every key of a closed list."""
    inner = Section(section.ruled(name), f"{section.at(name)}.value", section.faults)
    found = {key: inner.code(key, values) for key in sorted(keys)}
    inner.done()
    return found


def _outcomes(section: Section, name: str, keys: Collection[str]) -> dict[str, Outcome]:
    return {key: Outcome(word) for key, word in _ruled_map(section, name, keys, JUDGED).items() if word}


def _assessment_years(section: Section) -> dict[str, int]:
    inner = Section(section.ruled("assessment_years"), section.at("assessment_years.value"), section.faults)
    years = {level: inner.whole(level) for level in inner.content if level in codes.LEVELS}
    inner.done()
    return years


def conditions(section: Section) -> dict[str, Clause]:
    """The clause of each condition; the list is closed and whole."""
    return _clauses(section, checks.ORDER)


def materials(section: Section) -> dict[str, Clause]:
    """The clause of each material; the list is closed and whole."""
    return _clauses(section, papers.CODES)


def _clauses(section: Section, names: Iterable[str]) -> dict[str, Clause]:
    found = {name: section.clause(name) for name in names}
    section.done()
    return found
