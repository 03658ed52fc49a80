"""Write an event in the caller's transaction, and prove later that none was changed, taken out or put in."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.events.catalogue import OTHER_EVENTS
from zhicheng.events.models import Event, Head

GENESIS = "0" * 64
NAMES = frozenset(OTHER_EVENTS) | {act.value for act in Act}


@dataclass(frozen=True, slots=True)
class Happening:
    """What an act did to one subject; `details` hold never a digit of an identity number."""

    subject: str
    before: str = ""
    after: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def record(
    act: str,
    *,
    subject: str,
    actor: Actor,
    now: datetime,
    before: str = "",
    after: str = "",
    details: dict[str, Any] | None = None,
) -> Event:
    """Append one event; call it last in a transaction, since it holds the chain's end until the commit.

    Raises ValueError for an act that is not in the catalogue of events.
    """
    return record_all(act, [Happening(subject, before, after, details or {})], actor=actor, now=now)[0]


def record_all(act: str, happenings: Iterable[Happening], *, actor: Actor, now: datetime) -> list[Event]:
    """Append an event for each, in order, as `record` does for one; the end is held once, and not for nothing."""
    if act not in NAMES:
        raise ValueError(f"{act!r} is not in zhicheng/events/catalogue.py")
    wanted = list(happenings)
    if not wanted:
        return []
    with transaction.atomic():
        head, events = hold_end(), list[Event]()
        for one in wanted:
            event = Event(
                seq=head.seq + 1,
                at=now,
                act=act,
                actor=actor.person,
                role=str(actor.role),
                organisation=actor.organisation,
                subject=one.subject,
                before=one.before,
                after=one.after,
                details=one.details,
                previous=head.digest,
            )
            event.digest = digest_of(event)
            head.seq, head.digest = event.seq, event.digest
            events.append(event)
        Event.objects.bulk_create(events)
        head.save(update_fields=["seq", "digest"])
    return events


def hold_end() -> Head:
    """Lock the end of the log until the caller's transaction is over: nobody else's act is recorded meanwhile.

    Take it after every other lock, since every act takes it last.
    """
    Head.objects.get_or_create(id=1)
    return Head.objects.select_for_update().get(id=1)


def digest_of(event: Event) -> str:
    """SHA-256 of the event's canonical JSON, the digest of its predecessor included."""
    return sha256(canonical(event).encode()).hexdigest()


def canonical(event: Event) -> str:
    """The one way of writing an event as JSON."""
    body = {
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(),
        "act": event.act,
        "actor": event.actor,
        "role": event.role,
        "organisation": event.organisation,
        "subject": event.subject,
        "before": event.before,
        "after": event.after,
        "details": event.details,
        "previous": event.previous,
    }
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and how it shows."""

    seq: int
    why: str


def breaks() -> Iterator[Break]:
    """Every place at which the chain does not hold; nothing when it is whole."""
    expected, digest = 1, GENESIS
    for event in Event.objects.order_by("seq").iterator(chunk_size=2000):
        if event.seq != expected:
            yield Break(event.seq, f"expected event {expected}")
        if event.previous != digest:
            yield Break(event.seq, "does not follow the event before it")
        if digest_of(event) != event.digest:
            yield Break(event.seq, "its content does not match its digest")
        expected, digest = event.seq + 1, event.digest
    head = Head.objects.filter(id=1).first() or Head()
    if (head.seq, head.digest) != (expected - 1, digest):
        yield Break(max(head.seq, expected - 1), "the end of the chain was cut off or replaced")
