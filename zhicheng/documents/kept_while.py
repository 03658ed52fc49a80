"""What is made from the whole register, given to all who ask until the register changes or it gets too old."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class KeptWhile(Generic[Made]):
    """The last thing made in this process; it is given again for less than `longest`."""

    def __init__(self, longest: timedelta) -> None:
        self._longest, self._lock = longest, Lock()
        self._last: tuple[tuple[object, ...], datetime, Made] | None = None

    def of(self, version: tuple[object, ...], now: datetime, make: Callable[[], Made]) -> Made:
        """What was made for `version` not long before `now`, else what `make` gives; others wait for who makes it."""
        with self._lock:
            if self._last:
                of_version, made_at, made = self._last
                if of_version == version and timedelta(0) <= now - made_at < self._longest:
                    return made
            made = make()
            self._last = (version, now, made)
            return made
