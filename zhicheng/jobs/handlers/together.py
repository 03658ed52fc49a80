"""Work on several things in one message: one that fails goes on by itself with its own tries, and holds up none."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from zhicheng.outbox.deliver import TakenOver, not_its_fault
from zhicheng.outbox.post import Promise, post_all

One = TypeVar("One", bound=Hashable)
Made = TypeVar("Made")


class Together(Generic[One]):
    """The `count` things of one message at `now`; `alone` promises that one of them goes on by itself.

    The only one of a message has nobody to hold up, and fails as it is.
    """

    def __init__(self, count: int, alone: Callable[[One], Promise], now: datetime) -> None:
        self._several, self._alone, self._now = count > 1, alone, now

    def each(self, work: Callable[[One], Made], wanted: Sequence[One]) -> dict[One, Made]:
        """What `work` gives for each; one for which it fails is let go alone.

        Raises what is nobody's own fault (the seal is away, the disk is full), for then all wait.
        """
        done = {}
        for one in wanted:
            try:
                done[one] = work(one)
            except Exception as error:
                self._let_go([one], error)
        return done

    def all(self, work: Callable[[Sequence[One]], object], wanted: Sequence[One]) -> None:
        """Work that succeeds for all or none; where it fails nobody knows by whose fault, and each is let go alone."""
        try:
            work(wanted)
        except Exception as error:
            self._let_go(wanted, error)

    def all_alone(self, wanted: Sequence[One]) -> bool:
        """Let each go alone; whether there was anybody to part from."""
        if self._several:
            post_all(map(self._alone, wanted), now=self._now)
        return self._several

    def _let_go(self, wanted: Sequence[One], error: Exception) -> None:
        if not self._several or isinstance(error, TakenOver) or not_its_fault(error):
            raise error
        self.all_alone(wanted)
