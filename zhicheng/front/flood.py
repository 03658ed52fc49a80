"""A gentle dam against floods: so many requests of one kind from one address in a span of real time."""

from datetime import datetime
from typing import Protocol

from django.core.cache import cache


class Arrived(Protocol):
    """A request as the clock middleware hands it on."""

    arrived: datetime
    META: dict[str, str]


def flooded(request: Arrived, kind: str, count: int, seconds: int) -> bool:
    """Whether this is more than the `count`th request of this kind from its address in the running span.

    Counted per process and by the real clock, each call once.
    """
    span = int(request.arrived.timestamp()) // seconds
    key = f"flood:{kind}:{request.META.get('REMOTE_ADDR', '')}:{span}"
    if cache.add(key, 1, timeout=seconds):
        return False
    try:
        return cache.incr(key) > count
    except ValueError:  # the entry fell out of the cache between the two
        return False
