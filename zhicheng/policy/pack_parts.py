"""The sections of a pack, each read into its type."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from zhicheng.domain.eligibility import codes
from zhicheng.domain.eligibility import conditions as checks
from zhicheng.domain.eligibility import materials as papers
from zhicheng.domain.eligibility.codes import MaterialState, Outcome
from zhicheng.domain.eligibility.pack import (
    Batch,
    ChecklistItem,
    Clause,
    Correction,
    Decider,
    Document,
    Paper,
    Publicity,
    Reading,
    RefusalReason,
    Region,
    ReturnReason,
    Route,
    Series,
)
from zhicheng.policy.strict import Section

OUTCOMES = frozenset(outcome.value for outcome in Outcome)
JUDGED = frozenset((Outcome.MET.value, Outcome.MANUAL.value, Outcome.NOT_MET.value))
REGION_KINDS = frozenset(("city", "functional_area", "county"))
RULES = frozenset(("R1", "R2", "R3", "R4", "R5", "R6"))
PROOF_STATES = frozenset((MaterialState.PULLED.value, MaterialState.PROVIDED.value, MaterialState.DEFECTIVE.value))
PROOFS_SHOWN = codes.PROOFS - {"none"}
PAPER_GATES = frozenset(("none", "document", "certificate"))
TITLE_DATES = frozenset(("document", "publicity_end"))


def texts(top: Section, name: str) -> tuple[str, ...]:
    """A list of texts."""
    value = top.raw(name)
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        top.fault(name, "must be a list of texts")
        return ()
    return tuple(value)


def _once(top: Section, name: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            top.fault(name, f"{key!r} is there twice")
        seen.add(key)


def regions(top: Section) -> dict[str, Region]:
    """The bureaux and areas by code."""
    read = []
    for row in top.rows("regions"):
        read.append(
            Region(
                code=row.text("code"),
                name=row.text("name"),
                kind=row.code("kind", REGION_KINDS),
                bureau=row.text("bureau"),
                office=row.text("office"),
                phone=row.text("phone"),
                note=row.note("note"),
                clause=row.clause(),
            )
        )
        row.done()
    found = {region.code: region for region in read}
    _once(top, "regions", (region.code for region in read))
    for region in read:
        if region.bureau not in found:
            top.fault("regions", f"bureau {region.bureau!r} of {region.code} is no region of the pack")
    if codes.OTHER_AFFILIATION in found:
        top.fault("regions", f"{codes.OTHER_AFFILIATION!r} is kept for what is no region of the pack")
    return found


def routes(top: Section) -> dict[str, tuple[Route, ...]]:
    """The ways to each level, in the pack's order."""
    found: dict[str, list[Route]] = {}
    for row in top.rows("rules"):
        route = _route(row)
        row.done()
        if not route.diplomas and not route.degrees:
            row.fault("diplomas", "a rule names diplomas or degrees")
        found.setdefault(route.level, []).append(route)
    _once(
        top,
        "rules",
        (
            f"{level}: {kind} {code}, {route.outcome}"
            for level, ways in found.items()
            for route in ways
            for kind, named in (("diploma", route.diplomas), ("degree", route.degrees))
            for code in named
        ),
    )
    return {level: tuple(ways) for level, ways in found.items()}


def _route(row: Section) -> Route:
    rule = row.raw("rule")
    outcome = row.code("outcome", JUDGED, row.optional("outcome", Outcome.MET.value))
    return Route(
        rule=None if rule is None else row.code("rule", RULES, rule),
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
    )


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


def deciders(top: Section, known: Mapping[str, Region]) -> tuple[Decider, ...]:
    """Who decides; every region at every level by determination exactly once at most."""
    read = []
    for row in top.rows("jurisdiction"):
        authority = row.raw("authority")
        read.append(
            Decider(
                kinds=row.codes("kinds", REGION_KINDS),
                levels=row.codes("levels", codes.LEVELS),
                authority=None if authority is None else row.code("authority", known, authority),
                batches=row.code("batches", ("city", "own")),
                clause=row.clause(),
            )
        )
        row.done()
    _once(top, "jurisdiction", (f"{kind} {level}" for one in read for kind in one.kinds for level in one.levels))
    return tuple(read)


def batches(top: Section, name: str) -> tuple[Batch, ...]:
    """Windows in order, without overlap."""
    read = []
    for row in top.rows(name):
        batch = Batch(row.text("id"), row.day("opens"), row.day("closes"), row.clause())
        row.done()
        if batch.closes < batch.opens:
            row.fault("closes", f"is before {batch.opens}")
        read.append(batch)
    for earlier, later in pairwise(read):
        if later.opens <= earlier.closes:
            top.fault(name, f"{later.id!r} opens before {earlier.id!r} has closed")
    _once(top, name, (batch.id for batch in read))
    return tuple(read)


def own_batches(section: Section, known: Mapping[str, Region]) -> dict[str, tuple[Batch, ...]]:
    """A region's own windows."""
    found = {}
    for code in section.content:
        if code in known:
            found[str(code)] = batches(section, code)
    section.done()
    return found


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


def publicity(section: Section) -> Publicity:
    """The two publicities."""
    read = Publicity(
        employer_days=section.whole("employer_days", section.ruled("employer_days")),
        official_days=section.whole("official_days", section.ruled("official_days")),
        count_start=section.flag("count_start", section.ruled("count_start")),
        restart_on_changed_fact=section.flag("restart_on_changed_fact", section.ruled("restart_on_changed_fact")),
    )
    section.done()
    return read


def paper(section: Section) -> Paper:
    """The signed forms."""
    read = Paper(
        copies=section.whole("copies", section.ruled("copies")),
        due_days=section.whole("due_days", section.ruled("due_days")),
        gate=section.code("gate", PAPER_GATES, section.ruled("gate")),
    )
    section.done()
    return read


def correction(section: Section) -> Correction:
    """The answer to a return."""
    read = Correction(section.whole("working_days", section.ruled("working_days")))
    section.done()
    return read


def document(section: Section) -> Document:
    """The official document."""
    read = Document(section.code("title_date", TITLE_DATES, section.ruled("title_date")))
    section.done()
    return read


def checklist(top: Section, series: Mapping[str, Series]) -> tuple[ChecklistItem, ...]:
    """The reviewer's questions."""
    read = []
    for row in top.rows("checklist"):
        read.append(
            ChecklistItem(
                code=row.text("code"),
                question=row.text("question"),
                levels=row.codes("levels", codes.LEVELS, row.optional("levels", [])),
                employer_kinds=row.codes("employer_kinds", codes.EMPLOYER_KINDS, row.optional("employer_kinds", [])),
                series=row.codes("series", series, row.optional("series", [])),
                clause=row.clause(),
            )
        )
        row.done()
    _once(top, "checklist", (item.code for item in read))
    return tuple(read)


def refusal_reasons(top: Section) -> tuple[RefusalReason, ...]:
    """The coded grounds of refusal."""
    read = []
    for row in top.rows("refusal_reasons"):
        read.append(RefusalReason(row.text("code"), row.text("wording"), row.clause()))
        row.done()
    _once(top, "refusal_reasons", (reason.code for reason in read))
    return tuple(read)


def return_reasons(top: Section) -> tuple[ReturnReason, ...]:
    """The coded defects."""
    read = []
    for row in top.rows("return_reasons"):
        read.append(ReturnReason(row.text("code"), row.text("wording"), row.text("cure"), row.clause()))
        row.done()
    _once(top, "return_reasons", (reason.code for reason in read))
    return tuple(read)
