"""Plays many stories in one order of time, and lets the worker do what falls due in between."""

from collections.abc import Generator, Iterator
from datetime import datetime
from heapq import heappop, heappush

from django.db.models import Min

from zhicheng.demo.world.story import Story
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message

LEFT_TO_THE_WORKER = ("certificate.raise",)  # its services run only once the demo is served
Plot = Generator[datetime, datetime, None]  # yields when it goes on; is given the moment at which it does
Part = Generator[datetime, datetime, datetime]  # a plot that others go on from, at the moment it returns
Told = Iterator[tuple[Story | None, Plot | Part]]  # stories with their plots; a plot without a story is nobody's case


class Timeline:
    """A story yields the moment of its next step; the earliest of all goes on."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Plot | Part]] = []
        self._number = 0
        self.carried_out = 0
        self._now: datetime | None = None

    def add(self, plot: Plot | Part) -> None:
        """Take the story in, at the moment that it yields first."""
        self._wait_for(next(plot), plot)

    def play(self, until: datetime) -> None:
        """Play everything before `until`, and carry out what is due by then; later steps never happen."""
        while self._waiting and self._waiting[0][0] < until:
            when, _, plot = heappop(self._waiting)
            self._work(when)
            try:
                self._wait_for(max(plot.send(when), when), plot)
            except StopIteration:
                continue
        self._work(until)

    def _wait_for(self, when: datetime, plot: Plot | Part) -> None:
        self._number += 1
        heappush(self._waiting, (when, self._number, plot))

    def _work(self, until: datetime) -> None:
        """Carry out each promise at the moment at which it falls due."""
        waiting = Message.objects.filter(done_at=None, given_up_at=None).exclude(topic__in=LEFT_TO_THE_WORKER)
        while (due := waiting.aggregate(due=Min("due_at"))["due"]) and due <= until:
            moment = max(due, self._now or due)
            self.carried_out += carry_out_all_due(moment, leave=LEFT_TO_THE_WORKER)
            self._now = moment
        self._now = until
