"""The worker: carries out, one after another, whatever has been promised and is due."""

import logging
import signal
import time
from collections.abc import Collection
from datetime import datetime
from types import FrameType

from django.db import OperationalError, close_old_connections

from zhicheng.jobs.clock import platform_now
from zhicheng.jobs.handlers import HANDLERS
from zhicheng.jobs.upgrading import require_own_version
from zhicheng.outbox.deliver import carry_out, take
from zhicheng.policy.settled import settled

PAUSE_SECONDS = 0.5
VERSION_SECONDS = 10
log = logging.getLogger(__name__)


def carry_out_all_due(now: datetime, most: int = 10_000, leave: Collection[str] = ()) -> int:
    """Carry out all that is due at `now`, what it promises in turn included, but for the topics in `leave`.

    Returns the number of messages.
    """
    for done in range(most):
        message = take(now, leave)
        if message is None:
            return done
        with settled():
            carry_out(message, HANDLERS, now)
    return most


def work_until_stopped() -> None:
    """Loop until SIGTERM or SIGINT; a message in hand is finished first.

    Raises OtherVersion once the database is another version's: no worker goes on beside a newer one.
    """
    stopping, looked = False, float("-inf")

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        if time.monotonic() - looked > VERSION_SECONDS:
            looked = _own_version_at()
        if _one_carried_out() == 0:
            close_old_connections()
            time.sleep(PAUSE_SECONDS)


def _own_version_at() -> float:
    """When it was seen to be so; a database that is away is looked at the next time."""
    try:
        require_own_version()
    except OperationalError:
        log.warning("the database does not answer; the worker waits", exc_info=True)
    return time.monotonic()


def _one_carried_out() -> int:
    """One by one, for each is taken at its own moment; none while the database is away or its disk is full."""
    try:
        return carry_out_all_due(platform_now(), most=1)
    except OperationalError:
        log.warning("the database takes nothing; the worker waits", exc_info=True)
        return 0
