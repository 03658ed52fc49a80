"""Everybody whom a visitor may become, by audience, each with one sentence of what is waiting."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from zhicheng.demo.models import DemoPersona
from zhicheng.demo.waiting import Waiting
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import BUREAU_ROLES, EMPLOYER_ROLES, ROLE_WORDS, Role
from zhicheng.people.models import Appointment, Person

PASSWORD = "Tiaozhou-2024"  # noqa: S105  (of invented people, printed on the page itself)
MOST_PEOPLE = 300


@dataclass(frozen=True, slots=True)
class Persona:
    """One line of the page: whom to become, in what capacity, and what waits there."""

    handle: str
    name: str
    role: str
    organisation: str
    waiting: str
    note: str
    phone: str
    appointment: int | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """People of one kind, under one heading; `id` names the heading in the page."""

    id: str
    label: str
    personas: list[Persona]


def audiences(now: datetime) -> list[Audience]:
    """The whole page's people at `now`, in a fixed number of queries."""
    waiting = Waiting(now)
    notes = {one.person_id: one.note for one in DemoPersona.objects.all()}
    staff = _staff(now, waiting, notes)
    return [
        Audience("applicants", "申报人", _applicants(waiting, notes)),
        Audience("employers", "用人单位", staff["employers"]),
        Audience("departments", "主管部门", staff["departments"]),
        Audience("bureaus", "人社部门", staff["bureaus"]),
        Audience("support", "监督与运行", staff["support"]),
    ]


def _applicants(waiting: Waiting, notes: dict[int, str]) -> list[Persona]:
    """Whoever has a case, or holds no appointment; those for whom something waits first."""
    people = Person.objects.filter(is_active=True).order_by("pk").prefetch_related("appointments")[:MOST_PEOPLE]
    shown = [one for one in people if waiting.has_case(one.pk) or not one.appointments.all()]
    shown.sort(key=lambda one: (waiting.rank(one.pk), one.pk))
    return [
        _persona(one, Role.APPLICANT, waiting.employer_of(one.pk), waiting.applicant(one.pk), notes) for one in shown
    ]


def _staff(now: datetime, waiting: Waiting, notes: dict[int, str]) -> dict[str, list[Persona]]:
    held = Appointment.objects.select_related("person", "organisation").filter(person__is_active=True)
    grouped: dict[str, list[Persona]] = defaultdict(list)
    for one in held.order_by("organisation__affiliation", "organisation_id", "pk")[:MOST_PEOPLE]:
        if not one.holds_on(legal_day(now)):
            continue
        role = Role(one.role)
        sentence = waiting.staff(role, one.organisation, one.person_id)
        persona = _persona(one.person, role, one.organisation.name, sentence, notes, one.pk)
        grouped[_audience_of(role)].append(persona)
    return grouped


def _persona(
    person: Person, role: Role, organisation: str, waiting: str, notes: dict[int, str], appointment: int | None = None
) -> Persona:
    # The number of somebody who registered by hand is shown to nobody else.
    phone = person.phone() if person.pk in notes else ""
    note = notes.get(person.pk, "")
    return Persona(person.handle, person.name, ROLE_WORDS[role], organisation, waiting, note, phone, appointment)


def _audience_of(role: Role) -> str:
    if role in EMPLOYER_ROLES:
        return "employers"
    if role in BUREAU_ROLES:
        return "bureaus"
    return "departments" if role is Role.SUPERVISOR else "support"
