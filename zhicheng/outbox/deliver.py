"""Take what is due, one message at a time, so that a killed worker loses nothing and repeats harmlessly."""

import errno
import time
from collections.abc import Callable, Collection
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import OperationalError
from django.db.models import F, Q

from zhicheng.outbox.models import Message
from zhicheng.outbox.told import named

LEASE = timedelta(seconds=30)
TRIES = 8
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
ENDED_ITS_WORKER = "the worker ended each time while it carried this out"

Handler = Callable[[dict[str, Any], datetime], None]


class Hopeless(Exception):
    """Trying again changes nothing: the message is given up at once, and shown with these words."""


class Silent(Exception):
    """Somebody outside does not answer: the message is shown with these words, and tried for as long as it takes."""


class TakenOver(Exception):
    """The lease ran out and another worker took the message: this one leaves it to the other."""


@dataclass(slots=True)
class _InHand:
    """The message that is carried out here, taken at `now`, until when it is leased, and what `ends_before` says."""

    key: int
    now: datetime
    until: datetime | None
    ends: int
    since: float = field(default_factory=time.monotonic)

    def moment(self) -> datetime:
        """This moment on the clock that the message was taken by."""
        return self.now + timedelta(seconds=time.monotonic() - self.since)

    def renew(self) -> None:
        moment = self.moment()
        if self.until and self.until - moment > LEASE * 2 / 3:
            return
        until = moment + LEASE
        if not Message.objects.filter(pk=self.key, leased_until=self.until).update(leased_until=until):
            raise TakenOver
        self.until = until


_in_hand: ContextVar[_InHand | None] = ContextVar("message in hand", default=None)


def renew() -> None:
    """Lease the message in hand anew: for a handler to call between two pieces of work, each far shorter than LEASE.

    To be called outside of transactions, for others see the new lease only after the commit. It writes no more than
    once in ten seconds, and does nothing where no message is in hand. Raises TakenOver, which a handler lets pass: what
    it committed stays, and the other worker goes on with the rest.
    """
    if held := _in_hand.get():
        held.renew()


def ends_before() -> int:
    """How often workers took the message in hand before and ended without a word; 0 where none is in hand."""
    held = _in_hand.get()
    return held.ends if held else 0


def take(now: datetime, leave: Collection[str] = ()) -> Message | None:
    """Lease the message that has been due longest, or None. Two workers do not hold the same one within its lease.

    Messages of the topics in `leave` are left for another time.
    A message that was taken TRIES times and came back without a word has ended its workers: it is given up.
    """
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    waiting = Message.objects.filter(free, done_at__isnull=True, given_up_at__isnull=True, due_at__lte=now)
    if leave:
        waiting = waiting.exclude(topic__in=leave)
    for key, attempts in list(waiting.order_by("due_at", "pk").values_list("pk", "attempts")[:10]):
        if attempts >= TRIES:
            waiting.filter(pk=key).update(given_up_at=now, leased_until=None, last_error=ENDED_ITS_WORKER)
            continue
        taken = waiting.filter(pk=key).update(leased_until=now + LEASE, attempts=F("attempts") + 1)
        if taken:
            return Message.objects.get(pk=key)
    return None


def carry_out(message: Message, handlers: dict[str, Handler], now: datetime) -> None:
    """Run the handler of the message; keep the error and try later, with growing pauses, when it fails.

    A worker that lost its lease meanwhile writes no failure over the work of the other.
    """
    held = _InHand(message.pk, now, message.leased_until, 0 if message.last_error else message.attempts - 1)
    before = _in_hand.set(held)
    try:
        handlers[message.topic](message.payload, now)
    except TakenOver:
        return
    except Exception as error:
        pause = timedelta(seconds=min(2**message.attempts, 900))
        silent = not_its_fault(error)
        hopeless = isinstance(error, Hopeless) or (message.attempts >= TRIES and not silent)
        Message.objects.filter(pk=message.pk, leased_until=held.until).update(
            leased_until=None,
            due_at=now + pause,
            attempts=min(message.attempts, TRIES - 1) if silent else message.attempts,
            last_error=named(error)[:2000],
            given_up_at=now if hopeless else None,
        )
    else:
        Message.objects.filter(pk=message.pk).update(done_at=now, leased_until=None, last_error="")
    finally:
        _in_hand.reset(before)


def not_its_fault(error: Exception) -> bool:
    """Whether somebody outside, the disk or the database is in the way, for every message alike."""
    return isinstance(error, Silent | OperationalError) or (isinstance(error, OSError) and error.errno in DISK)
