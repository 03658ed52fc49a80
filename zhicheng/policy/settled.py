"""What is read once for a request or a job, so that one page or act never sees two packs in use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
_read: ContextVar[dict[str, object] | None] = ContextVar("settled", default=None)


@contextmanager
def settled() -> Iterator[None]:
    """What is asked for inside is read once and stays the same until the end; the next one reads anew."""
    before = _read.set({})
    try:
        yield
    finally:
        _read.reset(before)


def read_once(name: str, read: Callable[[], T]) -> T:
    """The value that `read` gave first inside `settled`; outside of it, what it gives now."""
    kept = _read.get()
    if kept is None:
        return read()
    if name not in kept:
        kept[name] = read()
    return kept[name]  # type: ignore[return-value]  # one name, one type: the callers are in deployment.py
