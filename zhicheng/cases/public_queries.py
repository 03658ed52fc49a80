"""What everybody may read of publicity and objections: lists while they run, never a digit of a number."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from zhicheng.cases.models import Objection, Publicity, PublicityEntry
from zhicheng.domain.faults import NotYours, OutOfTime
from zhicheng.domain.periods import Period
from zhicheng.people.models import Organisation

PAGE = 25


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list without the people on it."""

    handle: str
    kind: str
    title: str
    organisation: str
    telephone: str
    opened_at: datetime
    period: Period
    place: str
    contact: str
    people: int = 0

    @property
    def in_unit(self) -> bool:
        return self.kind == Publicity.UNIT

    def runs(self, now: datetime) -> bool:
        return not self.period.is_over(now)


@dataclass(frozen=True, slots=True)
class PersonOnList:
    """One line of a list, word for word as it was made public."""

    serial: int
    name: str
    employer: str
    series: str
    speciality: str
    title: str
    level: str


@dataclass(frozen=True, slots=True)
class RunningList:
    """A list within its period, with its people in order; `taken_off` tells how many left it meanwhile."""

    card: ListCard
    people: tuple[PersonOnList, ...]
    taken_off: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the objector learns by the receipt code; `decided_at` None while it is looked into."""

    list_title: str
    raised_at: datetime
    decided_at: datetime | None
    outcome: str
    finding: str
    telephone: str


def running_lists(now: datetime) -> list[ListCard]:
    """The bureaus' lists within their period at `now`, those that end first in front."""
    return [_card(one) for one in _lists().filter(ends_at__gt=now).order_by("ends_at", "pk")]


def ended_lists(now: datetime, after: str = "") -> tuple[list[ListCard], bool]:
    """The bureaus' lists whose period is over, latest first, a page after handle `after`; and whether more follow."""
    ended = _lists().filter(ends_at__lte=now).order_by("-ends_at", "-pk")
    last = Publicity.objects.filter(handle=after, kind=Publicity.BUREAU).first() if after else None
    if last:
        ended = ended.filter(Q(ends_at__lt=last.ends_at) | Q(ends_at=last.ends_at, pk__lt=last.pk))
    found = list(ended[: PAGE + 1])
    return [_card(one) for one in found[:PAGE]], len(found) > PAGE


def list_card(kind: str, handle: str) -> ListCard:
    """The list itself, running or over, without its people. Raises NotYours."""
    found = Publicity.objects.select_related("organisation").filter(kind=kind, handle=handle).first()
    if found is None:
        raise NotYours
    return _card(found)


def people_on(card: ListCard, now: datetime) -> RunningList:
    """The people on a list, which nobody is shown any more once the period is over. Raises OutOfTime."""
    if not card.runs(now):
        raise OutOfTime("公示期已经结束，名单不再显示。")
    entries = list(PublicityEntry.objects.filter(publicity__handle=card.handle).order_by("serial"))
    here = tuple(_person(entry) for entry in entries if entry.withdrawn_at is None)
    return RunningList(card, here, len(entries) - len(here))


def person_on(card: ListCard, serial: int, now: datetime) -> tuple[int, PersonOnList]:
    """The row id (for raise_objection) and the line of one person. Raises OutOfTime, NotYours."""
    if not card.runs(now):
        raise OutOfTime("公示期已经结束，这里不再受理异议。")
    entry = PublicityEntry.objects.filter(publicity__handle=card.handle, serial=serial, withdrawn_at=None).first()
    if entry is None:
        raise NotYours
    return entry.pk, _person(entry)


def outcome_of(receipt_code: str) -> Outcome | None:
    """What became of the objection with this receipt code; None when there is no such code."""
    objection = (
        Objection.objects.select_related("entry__publicity__organisation").filter(receipt_code=receipt_code).first()
    )
    if objection is None:
        return None
    publicity = objection.entry.publicity
    return Outcome(
        list_title=publicity.title,
        raised_at=objection.raised_at,
        decided_at=objection.decided_at,
        outcome=objection.outcome,
        finding=objection.finding,
        telephone=publicity.organisation.phone,
    )


def bureaus() -> dict[str, Organisation]:
    """Every bureau by the code of its area."""
    return {one.affiliation: one for one in Organisation.objects.filter(kind="bureau")}


def _lists() -> QuerySet[Publicity]:
    on_it = Count("entries", filter=Q(entries__withdrawn_at=None))
    return Publicity.objects.filter(kind=Publicity.BUREAU).select_related("organisation").annotate(people=on_it)


def _card(publicity: Publicity) -> ListCard:
    counted = tuple(date.fromisoformat(day) for day in publicity.counted_days)
    return ListCard(
        handle=publicity.handle,
        kind=publicity.kind,
        title=publicity.title,
        organisation=publicity.organisation.name,
        telephone=publicity.organisation.phone,
        opened_at=publicity.opened_at,
        period=Period(publicity.starts_on, counted, publicity.ends_on, publicity.ends_at),
        place=publicity.place,
        contact=publicity.contact,
        people=getattr(publicity, "people", 0),
    )


def _person(entry: PublicityEntry) -> PersonOnList:
    said = entry.shown
    return PersonOnList(
        serial=entry.serial,
        name=said["name"],
        employer=said["employer"],
        series=said["series"],
        speciality=said["speciality"],
        title=said["title"],
        level=said["level"],
    )
