"""The bureau's public lists: those that run and ran, who might go on the next one, and the objections to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from zhicheng.cases.bureau_queries import chosen
from zhicheng.cases.models import Case, Objection, Publicity, PublicityEntry
from zhicheng.cases.publicising import shown_fields
from zhicheng.cases.queries import case_for
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.periods import Period, publicity_period
from zhicheng.domain.permissions import BUREAU_ROLES, Actor
from zhicheng.domain.states import State
from zhicheng.policy.deployment import calendar, pack_of

PAGE = 25
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Preview:
    """A list exactly as the public will see it, and the days that it will run."""

    cases: list[Case]
    shown: list[dict[str, Any]]
    period: Period


def publicities(actor: Actor, before: int | None = None) -> list[Publicity]:
    """The bureau's lists, newest first, one more than a page; `before` is the row id that a page goes on from."""
    mine = Publicity.objects.filter(kind=Publicity.BUREAU, organisation=actor.organisation)
    if before:
        mine = mine.filter(pk__lt=before)
    open_objections = Count("entries__objections", filter=Q(entries__objections__decided_at=None), distinct=True)
    listed = mine.annotate(people=Count("entries", distinct=True), objections_open=open_objections)
    return list(listed.order_by("-pk")[: PAGE + 1])


def publicity_for(actor: Actor, handle: str) -> Publicity:
    """One list of the actor's bureau. Raises NotYours."""
    found = Publicity.objects.select_related("organisation", "opened_by").filter(handle=handle).first()
    if found is None or actor.role not in BUREAU_ROLES or found.organisation_id != actor.organisation:
        raise NotYours
    return found


def entries_of(publicity: Publicity) -> list[PublicityEntry]:
    """Everybody on the list, with the objections to each."""
    entries = publicity.entries.select_related("case").prefetch_related("objections")
    return list(entries.defer("case__answers").order_by("serial"))


def objections_of(publicity: Publicity) -> list[Objection]:
    """Every objection to anybody on the list, the undecided first."""
    found = Objection.objects.filter(entry__publicity=publicity).select_related("entry", "decided_by", "case")
    return list(found.order_by("decided_at", "raised_at"))


def objection_for(actor: Actor, handle: str) -> Objection:
    """One objection to a case that the actor may read. Raises NotYours."""
    found = Objection.objects.select_related("entry__publicity", "decided_by").filter(handle=handle).first()
    if found is None or found.entry.publicity.kind != Publicity.BUREAU:
        raise NotYours
    found.case = case_for(actor, found.case.handle)
    return found


def for_the_next_list(actor: Actor, batch: str) -> list[Case]:
    """The approved cases of a batch ("" for all), as many as one list takes."""
    waiting = _waiting(actor, State.APPROVED).select_related("person", "employer").defer("answers")
    if batch:
        waiting = waiting.filter(batch=batch)
    return list(waiting.order_by("level", "series", "number")[:MOST_AT_ONCE])


def how_many_wait(actor: Actor) -> int:
    """How many approved cases wait for a list, counted no further than one list takes."""
    return _waiting(actor, State.APPROVED).values("pk")[:MOST_AT_ONCE].count()


def waiting_batches(actor: Actor, state: State) -> list[str]:
    """The batches in which cases of this state wait at the actor's bureau."""
    return sorted(_waiting(actor, state).values_list("batch", flat=True).distinct(), reverse=True)


def _waiting(actor: Actor, state: State) -> QuerySet[Case]:
    return Case.objects.filter(authority=actor.organisation, state=state.value).exclude(person=actor.person)


def preview_list(actor: Actor, handles: list[str], now: datetime) -> Preview:
    """What publishing these cases now would show and for how long. Raises Refused when one is no longer approved."""
    cases = chosen(actor, "approved", handles)
    if not handles:
        raise Refused("请至少选择一位已批准的人员。")
    if len(cases) != len(set(handles)):
        raise Refused("所选的人里有人已不在“待公示”，请刷新后重新选择。")
    cases.sort(key=lambda case: (case.level, case.series, case.number or ""))
    rules = pack_of(cases[0].policy_pack, cases[0].policy_sha256).publicity
    period = publicity_period(legal_day(now), rules.official_days, calendar(), count_start=rules.count_start)
    bodies = Case.objects.select_related("snapshot").in_bulk([case.pk for case in cases])
    return Preview(cases, [shown_fields(bodies[case.pk]) for case in cases], period)
