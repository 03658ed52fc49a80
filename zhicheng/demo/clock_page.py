"""The moves that the clock page offers from today, and what time has in store."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min

from zhicheng.cases.queries import cases_seen_by
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor, Role
from zhicheng.domain.states import State
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.outbox.models import Message
from zhicheng.policy.deployment import calendar

ANYTHING = Actor(Role.AUDITOR)
RUNNING = (State.EMPLOYER_PUBLICITY.value, State.PUBLIC_NOTICE.value)
COMING_WORDS = {"publicity.clear": "份名单公示期满，名单自动通过", "case.lapse": "件补正到期，逾期自动失效"}
MOST_COMING = 12


@dataclass(frozen=True, slots=True)
class Move:
    """One button: what it says and the day it leads to."""

    label: str
    day: date


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that the worker will do by itself when its day has come."""

    day: date
    words: str


def moves_from(now: datetime) -> list[Move]:
    """The offered moves; those that the calendar does not reach are left out."""
    today, days = legal_day(now), calendar()
    moves = []
    if today < days.known_until:
        moves.append(Move("拨到明天", date.fromordinal(today.toordinal() + 1)))
    with suppress(CalendarRunsOut):
        moves.append(Move("往后 5 个工作日", days.last_day(today, 5)))
    end = next_publicity_end(now)
    if end and end <= days.known_until:
        moves.append(Move("拨到最近一份公示期满", end))
    return moves


def next_publicity_end(now: datetime) -> date | None:
    """The first day on which a list that runs at `now`, in a unit or at a bureau, is over."""
    running = cases_seen_by(ANYTHING).filter(
        state__in=RUNNING,
        publicity_entries__withdrawn_at=None,
        publicity_entries__publicity__ends_at__gt=now,
    )
    ends = running.aggregate(end=Min("publicity_entries__publicity__ends_at"))["end"]
    return legal_day(ends) if ends else None


def coming_after(now: datetime) -> list[Coming]:
    """What the worker has been promised to do later, by day."""
    later = Message.objects.filter(done_at=None, given_up_at=None, due_at__gt=now, topic__in=COMING_WORDS)
    rows = later.values("due_at", "topic").annotate(number=Count("pk")).order_by("due_at", "topic")[:MOST_COMING]
    return [Coming(legal_day(row["due_at"]), f"{row['number']} {COMING_WORDS[row['topic']]}") for row in rows]
