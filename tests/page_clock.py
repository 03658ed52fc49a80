"""What the pages take for the clock in tests that move it (setting ZHICHENG_CLOCK): the moment that was set."""

from datetime import datetime

from tests.cast import SHANGHAI_MORNING

now: datetime = SHANGHAI_MORNING


def clock(arrived: datetime) -> datetime:
    """The moment that was set, whenever the request came."""
    return now
