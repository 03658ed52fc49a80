"""Read the log: filtered, newest first, page by page of the chain's own number."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhicheng.domain.faults import NotYours
from zhicheng.domain.legal_time import closes_at, opens_at
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.models import Event, Head

PAGE = 50
READERS = (Role.AUDITOR, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN)
WITHOUT_DETAILS = (Role.SYSTEM_ADMIN,)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows the log; None or "" narrows nothing. `actor` is a person's row id."""

    subject: str = ""
    act: str = ""
    actor: int | None = None
    day: date | None = None


def events_for(actor: Actor, wanted: Wanted, *, before: int | None = None, after: int | None = None) -> list[Event]:
    """Events newest first, one more than a page; `before` and `after` are the numbers from which a page goes on.

    Raises NotYours for whoever does not read the log. What a case's events say in detail stays hidden from the
    system administrator, who runs the machine and has no business in the cases.
    """
    if actor.role not in READERS:
        raise NotYours
    events = _narrowed(Event.objects.all(), wanted)
    if actor.role in WITHOUT_DETAILS:
        events = events.exclude(subject__startswith="case:").defer("details")
    if after is not None:
        return list(events.filter(seq__gt=after).order_by("seq")[: PAGE + 1])[::-1]
    if before is not None:
        events = events.filter(seq__lt=before)
    return list(events.order_by("-seq")[: PAGE + 1])


def acts_on_record() -> list[str]:
    """Every word for an act that the log has used."""
    return sorted(Event.objects.values_list("act", flat=True).distinct())


def length_of_log() -> int:
    """The number of the last event."""
    return Head.objects.filter(id=1).values_list("seq", flat=True).first() or 0


def _narrowed(events: QuerySet[Event], wanted: Wanted) -> QuerySet[Event]:
    if wanted.subject:
        events = events.filter(subject=wanted.subject)
    if wanted.act:
        events = events.filter(act=wanted.act)
    if wanted.actor is not None:
        events = events.filter(actor=wanted.actor)
    if wanted.day is not None:
        events = events.filter(at__gte=opens_at(wanted.day), at__lt=closes_at(wanted.day))
    return events
