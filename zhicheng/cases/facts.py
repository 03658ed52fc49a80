"""Rows to facts: the only bridge from the tables to the eligibility contract."""

from datetime import datetime
from typing import Any

from zhicheng.cases.models import Case, PostCandidate
from zhicheng.cases.post_ledger import named_candidate
from zhicheng.domain.archive import ArchiveEntry, facts_from
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.posts import LINE_OF_LEVEL
from zhicheng.people.archive_reading import entries_of
from zhicheng.people.models import Organisation
from zhicheng.policy.deployment import closed_lists


def facts_of(case: Case, now: datetime) -> dict[str, Any]:
    """The case's facts as the contract wants them; what is not known is left out."""
    entries = entries_of(case.person_id)
    facts: dict[str, Any] = {
        "as_of": legal_day(case.submitted_at or now).isoformat(),
        "target": {"level": case.level, "series": case.series},
        "person": _person(case),
        **archive_facts(entries, case.answers.get("relations", {}), now),
    }
    if case.speciality:
        facts["target"]["speciality"] = case.speciality
    if case.employer:
        facts["employer"], table = _employer(case, case.employer)
        if table is not None:
            facts["post_table"] = table
    return facts


def archive_facts(entries: list[ArchiveEntry], relations: dict[str, str], now: datetime) -> dict[str, Any]:
    """The lists of the contract that come from the archive."""
    return facts_from(entries, relations=relations, today=legal_day(now), lists=closed_lists())


def _person(case: Case) -> dict[str, Any]:
    person: dict[str, Any] = {"id_kind": case.person.id_kind}
    if case.answers.get("status"):
        person["status"] = case.answers["status"]
    if case.employer:
        person["employed_in_city"] = case.employer.affiliation != "other"
    return person


def _employer(case: Case, unit: Organisation) -> tuple[dict[str, Any], bool | None]:
    employer: dict[str, Any] = {
        "kind": unit.kind,
        "affiliation": unit.affiliation,
        "self_evaluating": unit.self_evaluating,
    }
    if unit.kind != "public_institution":
        return employer, None
    if case.answers.get("staffing"):
        employer["staffing"] = case.answers["staffing"]
    candidate = named_candidate(case)
    employer["vacancies"] = {case.level: _free(candidate, case)} if case.level in LINE_OF_LEVEL else {}
    employer["competition_passed"] = candidate is not None
    return employer, candidate is not None


def _free(candidate: PostCandidate | None, case: Case) -> int:
    """Free posts of the line, the one reserved for this very case included."""
    if candidate is None:
        return 0
    own = 1 if candidate.case_id == case.pk else 0
    return candidate.line.offered - candidate.line.taken + own


__all__ = ["archive_facts", "entries_of", "facts_of"]
