"""What the worker still has to do, and what it could not."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from zhicheng.outbox.models import Message

PAGE = 25
COUNTED_UP_TO = 999
HEAPS = ("given_up", "failing", "due", "later")


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many messages lie on each heap (no further than COUNTED_UP_TO + 1), and since when the oldest is due."""

    counts: dict[str, int]
    oldest_due: datetime | None


def backlog(now: datetime) -> Backlog:
    """The state of the worker's work at `now`."""
    counts = {code: _heap(code, now).values("pk")[: COUNTED_UP_TO + 1].count() for code in HEAPS}
    oldest = _heap("due", now).order_by("due_at").values_list("due_at", flat=True).first()
    return Backlog(counts, oldest)


def messages_on(code: str, now: datetime, before: int | None = None) -> list[Message]:
    """The messages of one heap, newest first, one more than a page, without what they carry."""
    found = _heap(code, now)
    if before:
        found = found.filter(pk__lt=before)
    return list(found.defer("payload").order_by("-pk")[: PAGE + 1])


def _heap(code: str, now: datetime) -> QuerySet[Message]:
    open_ones = Message.objects.filter(done_at=None)
    heaps = {
        "given_up": Q(given_up_at__isnull=False),
        "failing": Q(given_up_at=None, attempts__gt=0) & ~Q(last_error=""),
        "due": Q(given_up_at=None, last_error="", due_at__lte=now),
        "later": Q(given_up_at=None, last_error="", due_at__gt=now),
    }
    return open_ones.filter(heaps[code])
