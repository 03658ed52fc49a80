"""All that a reviewer reads of one case beside its frozen copy."""

from dataclasses import dataclass

from zhicheng.cases.models import Case, Check, Inquiry, Publicity, PublicityEntry, Snapshot
from zhicheng.cases.queries import case_for
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Desk
from zhicheng.events.models import Event
from zhicheng.people.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class UnitFindings:
    """What the employer found, on which submission (its ordinal; 0 when it found nothing yet)."""

    ordinal: int
    by_key: dict[str, Check]


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of the case and the name of the person who did it ("" for the public and the worker)."""

    event: Event
    who: str


def reviewed_case(actor: Actor, handle: str) -> Case:
    """The case with the people named on its page, in one query. Raises NotYours."""
    case = case_for(actor, handle)
    names = ("proposed_by", "approved_by", "recommended_by", "county_checked_by")
    people = Person.objects.in_bulk([getattr(case, f"{name}_id") for name in names if getattr(case, f"{name}_id")])
    for name in names:
        if getattr(case, f"{name}_id"):
            setattr(case, name, people[getattr(case, f"{name}_id")])
    return case


def unit_findings(case: Case) -> UnitFindings:
    """The employer's findings on the latest submission that it looked through."""
    checks = Check.objects.filter(case=case, desk=Desk.EMPLOYER.value).select_related("snapshot", "by")
    found = list(checks.defer("snapshot__body").order_by("-snapshot__ordinal"))
    if not found:
        return UnitFindings(0, {})
    latest = found[0].snapshot.ordinal
    return UnitFindings(latest, {check.key: check for check in found if check.snapshot.ordinal == latest})


def unit_publicity(case: Case) -> PublicityEntry | None:
    """The unit's latest list on which the case stood, with its period."""
    lists = PublicityEntry.objects.filter(case=case, publicity__kind=Publicity.UNIT).select_related("publicity")
    return lists.order_by("-pk").first()


def bureau_publicity(case: Case) -> PublicityEntry | None:
    """The bureau's latest list on which the case stood, with its period."""
    lists = PublicityEntry.objects.filter(case=case, publicity__kind=Publicity.BUREAU).select_related("publicity")
    return lists.order_by("-pk").first()


def earlier_snapshot(case: Case) -> Snapshot | None:
    """What was submitted the time before, if there was one."""
    if case.snapshot is None:
        return None
    return case.snapshots.filter(ordinal__lt=case.snapshot.ordinal).order_by("-ordinal").first()


def corrections(case: Case) -> list[Inquiry]:
    """Every return of the case, the latest first."""
    return list(case.inquiries.filter(kind=Inquiry.CORRECTION).select_related("asked_by").order_by("-asked_at"))


def history(case: Case, most: int = 200) -> list[Happened]:
    """What was done to the case, the latest first."""
    events = list(Event.objects.filter(subject=f"case:{case.handle}").order_by("-seq")[:most])
    doers = [event.actor for event in events if event.actor is not None]
    names = dict(Person.objects.filter(pk__in=doers).values_list("pk", "name"))
    return [Happened(event, names.get(event.actor or 0, "")) for event in events]


def other_bureaus(case: Case) -> list[Organisation]:
    """The bureaus to which the case might be handed on."""
    return list(Organisation.objects.filter(kind="bureau").exclude(pk=case.authority_id or 0).order_by("affiliation"))
