"""Which running periods a new year of the calendar would count otherwise; their stored days and ends stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from zhicheng.cases.models import Inquiry, Publicity
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.periods import working_period
from zhicheng.domain.permissions import Actor
from zhicheng.domain.workdays import CalendarRunsOut, WorkCalendar
from zhicheng.policy.deployment import calendar_with
from zhicheng.policy.desk.rights import must_read
from zhicheng.policy.models import CalendarEdition


@dataclass(frozen=True, slots=True)
class Recounted:
    """A period that runs: what it is, the days it counted and keeps, and those it would count by the new year.

    `would_count` is empty when the new calendar ends before the period does.
    """

    kind: str
    title: str
    handle: str
    counted: tuple[date, ...]
    would_count: tuple[date, ...]

    @property
    def ends_on(self) -> date:
        """Its last day, which stays."""
        return self.counted[-1]

    @property
    def would_end_on(self) -> date | None:
        """The day on which it would end by the new year."""
        return self.would_count[-1] if self.would_count else None


def counted_differently(actor: Actor, edition: CalendarEdition, now: datetime) -> list[Recounted]:
    """The publicities and the terms for corrections that run at `now` and would be counted otherwise, in order.

    Raises NotYours for whoever does not read the policy desk, BadPack for a year whose days cannot be right.
    """
    must_read(actor)
    calendar = calendar_with(edition.content())
    return [*_publicities(calendar, now), *_corrections(calendar, now)]


def _publicities(calendar: WorkCalendar, now: datetime) -> Iterator[Recounted]:
    for one in Publicity.objects.filter(ends_at__gt=now).order_by("ends_at", "pk"):
        days = [date.fromisoformat(day) for day in one.counted_days]
        yield from _if_otherwise(dict(Publicity.KINDS)[one.kind], one.title, one.handle, one.starts_on, days, calendar)


def _corrections(calendar: WorkCalendar, now: datetime) -> Iterator[Recounted]:
    asked = Inquiry.objects.filter(kind=Inquiry.CORRECTION, answered_at=None, expired_at=None, due_at__gt=now)
    for one in asked.select_related("case").order_by("due_at", "pk"):
        days = [date.fromisoformat(day) for day in one.body["counted_days"]]
        number, handle = one.case.number or "", one.case.handle
        yield from _if_otherwise("补正期限", number, handle, legal_day(one.asked_at), days, calendar)


def _if_otherwise(
    kind: str, title: str, handle: str, start: date, days: list[date], calendar: WorkCalendar
) -> Iterator[Recounted]:
    try:
        anew = working_period(start, len(days), calendar, count_start=days[0] == start).counted_days
    except CalendarRunsOut:
        anew = ()
    if anew != tuple(days):
        yield Recounted(kind, title, handle, tuple(days), anew)
