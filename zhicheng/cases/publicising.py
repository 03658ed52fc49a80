"""Open a period of publicity with the words that may be public; never a digit of an identity number."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from zhicheng.cases.models import Case, Objection, Publicity, PublicityEntry
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.periods import publicity_period
from zhicheng.domain.permissions import Actor
from zhicheng.people.models import Organisation
from zhicheng.policy.deployment import calendar


def shown_fields(case: Case) -> dict[str, Any]:
    """What a list says of a person, from the frozen copy: the only fields that publicity ever shows."""
    body = case.snapshot.body if case.snapshot else {}
    return {
        "name": body["person"]["name"],
        "employer": body["employer"]["name"],
        "series": body["target"]["series_name"],
        "speciality": body["target"]["speciality"],
        "title": body["target"]["title"],
        "level": body["target"]["level_name"],
    }


def last_unit_entry(case: Case) -> PublicityEntry | None:
    """The case's place on the latest list of a unit, taken off or not; None when it was never on one."""
    entries = PublicityEntry.objects.filter(case=case, publicity__kind=Publicity.UNIT)
    return entries.select_related("publicity").order_by("-pk").first()


def open_publicity(
    kind: str,
    cases: list[Case],
    *,
    organisation: Organisation,
    days: int,
    count_start: bool,
    title: str,
    actor: Actor,
    now: datetime,
    place: str = "",
    contact: str = "",
    batch: str = "",
) -> Publicity:
    """Write the list and its period of `days` working days from `now`. Raises CalendarRunsOut beyond the calendar."""
    period = publicity_period(legal_day(now), days, calendar(), count_start=count_start)
    shown = [shown_fields(case) for case in cases]
    publicity = Publicity.objects.create(
        kind=kind,
        organisation=organisation,
        title=title,
        batch=batch,
        opened_at=now,
        opened_by_id=actor.person_id,
        starts_on=period.start,
        ends_on=period.end,
        ends_at=period.ends_at,
        counted_days=[day.isoformat() for day in period.counted_days],
        place=place,
        contact=contact,
        list_sha256=canonical_sha256(shown),
    )
    PublicityEntry.objects.bulk_create(
        PublicityEntry(publicity=publicity, case=case, serial=serial, shown=fields)
        for serial, (case, fields) in enumerate(zip(cases, shown, strict=True), start=1)
    )
    return publicity


def running_entry(case: Case, kind: str) -> PublicityEntry | None:
    """The case's place on the latest list of this kind that it was not taken off."""
    return (
        PublicityEntry.objects.select_related("publicity")
        .filter(case=case, publicity__kind=kind, withdrawn_at=None)
        .order_by("-pk")
        .first()
    )


def is_held(case: Case) -> bool:
    """Whether an undecided objection holds this person."""
    return bool(held_among([case.pk]))


def held_among(case_ids: Iterable[int]) -> set[int]:
    """Which of these cases an undecided objection holds."""
    return set(Objection.objects.filter(case__in=case_ids, decided_at=None).values_list("case_id", flat=True))
