"""Reads for a person's own applications: the live one, the finished ones, what was asked, what happened."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from zhicheng.cases.models import Case, Inquiry, Publicity, PublicityEntry
from zhicheng.cases.publicising import is_held
from zhicheng.cases.queries import case_for, cases_seen_by
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import Actor, Role
from zhicheng.domain.states import LIVE
from zhicheng.events.models import Event

__all__ = [
    "Case",
    "Correction",
    "Event",
    "Listed",
    "finished_cases",
    "first_digest",
    "frozen_before",
    "held_by_objection",
    "history_of",
    "lists_of",
    "live_case",
    "open_correction",
    "own_case",
]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a return asks for: all its defects, the note, and the instant by which an answer must be in."""

    inquiry: int
    desk: str
    defects: list[dict[str, Any]]
    note: str
    counted_days: list[date]
    asked_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One list on which the case stands or stood."""

    kind: str
    handle: str
    starts_on: date
    ends_on: date
    ends_at: datetime
    counted_days: list[date]
    place: str
    withdrawn: bool


def live_case(actor: Actor) -> Case | None:
    """The one application that is under way, drafts included."""
    return _own(actor).filter(state__in=[state.value for state in LIVE]).first()


def finished_cases(actor: Actor) -> list[Case]:
    """Those that came to an end, the latest first."""
    ended = _own(actor).exclude(state__in=[state.value for state in LIVE])
    return list(ended.order_by("-changed_at", "-pk"))


def own_case(actor: Actor, handle: str) -> Case:
    """The actor's own application. Raises NotYours for any other, whatever else the actor might see."""
    if actor.role is not Role.APPLICANT:
        raise NotYours
    return case_for(actor, handle)


def open_correction(case: Case) -> Correction | None:
    """What the applicant is asked to correct now."""
    asked = case.inquiries.filter(kind=Inquiry.CORRECTION, answered_at=None, expired_at=None).first()
    return _correction(asked) if asked else None


def lists_of(case: Case) -> dict[str, Listed]:
    """The latest list of each kind ("unit", "bureau") on which the case stands or stood."""
    entries = PublicityEntry.objects.filter(case=case).select_related("publicity").order_by("pk")
    return {entry.publicity.kind: _listed(entry.publicity, entry) for entry in entries}


def held_by_objection(case: Case) -> bool:
    """Whether an objection is being looked into; never by whom it was raised."""
    return is_held(case)


def history_of(case: Case) -> list[Event]:
    """What was done to the case, the latest first."""
    return list(Event.objects.filter(subject=f"case:{case.handle}").order_by("-seq"))


def frozen_before(case: Case) -> dict[str, Any] | None:
    """The copy that the latest submission froze; None for a draft."""
    return case.snapshot.body if case.snapshot else None


def first_digest(case: Case) -> str:
    """SHA-256 of what the first submission froze, as its receipt says; empty for a draft."""
    first = case.snapshots.order_by("ordinal").first()
    return first.sha256 if first else ""


def _own(actor: Actor) -> QuerySet[Case]:
    if actor.role is not Role.APPLICANT:
        raise NotYours
    return cases_seen_by(actor)


def _correction(asked: Inquiry) -> Correction:
    return Correction(
        inquiry=asked.pk,
        desk=asked.desk,
        defects=asked.body.get("defects", []),
        note=asked.body.get("note", ""),
        counted_days=[date.fromisoformat(day) for day in asked.body.get("counted_days", [])],
        asked_at=asked.asked_at,
        due_at=asked.due_at,
    )


def _listed(publicity: Publicity, entry: PublicityEntry) -> Listed:
    return Listed(
        kind=publicity.kind,
        handle=publicity.handle,
        starts_on=publicity.starts_on,
        ends_on=publicity.ends_on,
        ends_at=publicity.ends_at,
        counted_days=[date.fromisoformat(day) for day in publicity.counted_days],
        place=publicity.place,
        withdrawn=entry.withdrawn_at is not None,
    )
