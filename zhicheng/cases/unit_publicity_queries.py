"""A unit's own lists: which there are, who is on them, what was objected, and who may be recommended now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from zhicheng.cases.models import Case, Objection, Publicity, PublicityEntry
from zhicheng.cases.queries import cases_seen_by
from zhicheng.domain.faults import NotYours
from zhicheng.domain.given import given
from zhicheng.domain.permissions import EMPLOYER_ROLES, Actor
from zhicheng.domain.states import State

LISTS_A_PAGE = 25


def unit_lists(actor: Actor) -> QuerySet[Publicity]:
    """The unit's lists with how many people they show and how many objections wait, newest first."""
    if actor.role not in EMPLOYER_ROLES:
        return Publicity.objects.none()
    waiting = Q(entries__objections__isnull=False, entries__objections__decided_at=None)
    return (
        Publicity.objects.filter(organisation_id=given(actor.organisation), kind=Publicity.UNIT)
        .annotate(
            people=Count("entries", distinct=True),
            waiting=Count("entries__objections", filter=waiting, distinct=True),
        )
        .order_by("-pk")
    )


def page_of_lists(actor: Actor, after: str = "") -> tuple[list[Publicity], str]:
    """A page of lists after the one with this handle, and the handle to go on from ("" on the last page)."""
    lists = unit_lists(actor)
    last = unit_lists(actor).filter(handle=after).first() if after else None
    rows = list((lists.filter(pk__lt=last.pk) if last else lists)[: LISTS_A_PAGE + 1])
    more = len(rows) > LISTS_A_PAGE
    return rows[:LISTS_A_PAGE], rows[LISTS_A_PAGE - 1].handle if more else ""


def unit_list_for(actor: Actor, handle: str) -> Publicity:
    """Fetch and authorise in one call. Raises NotYours for a list of somebody else."""
    found = unit_lists(actor).select_related("organisation").filter(handle=handle).first()
    if found is None:
        raise NotYours
    return found


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person on a list: what the list says, how the case stands, and whether it is the actor's own."""

    serial: int
    shown: dict[str, str]
    case: Case
    withdrawn_at: datetime | None
    waiting: int
    decided: int
    own: bool

    @property
    def running(self) -> bool:
        return self.withdrawn_at is None and self.case.state == State.EMPLOYER_PUBLICITY

    def recommendable(self, ends_at: datetime, now: datetime) -> bool:
        """Whether the period is over, nothing holds the person, and somebody else is the one who looks."""
        return self.running and not self.waiting and not self.own and now >= ends_at


def people_on(actor: Actor, publicity: Publicity) -> list[ListedPerson]:
    """Everybody on the list, in its order, in one query."""
    entries = (
        PublicityEntry.objects.filter(publicity=publicity)
        .select_related("case")
        .annotate(
            waiting=Count("objections", filter=Q(objections__decided_at=None)),
            decided=Count("objections", filter=Q(objections__decided_at__isnull=False)),
        )
        .order_by("serial")
    )
    return [
        ListedPerson(
            serial=entry.serial,
            shown=entry.shown,
            case=entry.case,
            withdrawn_at=entry.withdrawn_at,
            waiting=entry.waiting,
            decided=entry.decided,
            own=entry.case.person_id == actor.person,
        )
        for entry in entries
    ]


@dataclass(frozen=True, slots=True)
class ObjectionShown:
    """One objection as the unit may read it: never who raised it (see reveal_objector)."""

    handle: str
    against: str
    case: Case
    publicity: Publicity
    raised_at: datetime
    ground: str
    decided_at: datetime | None
    outcome: str
    finding: str


def objections_on(actor: Actor, publicity: Publicity) -> list[ObjectionShown]:
    """The objections on a list, oldest first; never one against the actor himself."""
    return [_shown(one) for one in _readable(actor).filter(entry__publicity=publicity)]


def objection_for(actor: Actor, handle: str) -> ObjectionShown:
    """One objection in the unit, for whoever may read its case. Raises NotYours."""
    found = _readable(actor).filter(handle=handle).first()
    if found is None:
        raise NotYours
    return _shown(found)


def _readable(actor: Actor) -> QuerySet[Objection]:
    mine = Q(entry__publicity__organisation_id=actor.organisation, entry__publicity__kind=Publicity.UNIT)
    cases = cases_seen_by(actor).select_related(None).values("pk")
    return (
        Objection.objects.filter(mine, case__in=cases)
        .select_related("entry__publicity", "case__person")
        .order_by("raised_at", "pk")
    )


def _shown(one: Objection) -> ObjectionShown:
    return ObjectionShown(
        handle=one.handle,
        against=one.entry.shown["name"],
        case=one.case,
        publicity=one.entry.publicity,
        raised_at=one.raised_at,
        ground=one.ground,
        decided_at=one.decided_at,
        outcome=one.outcome,
        finding=one.finding,
    )
