"""Who acts for whom, for the security administrator."""

from datetime import date

from django.db.models import Q

from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import Actor, Role
from zhicheng.people.models import Appointment, Organisation

PAGE = 25
MOST_FOUND = 6


def all_appointments(actor: Actor, *, name: str = "", today: date, before: int | None = None) -> list[Appointment]:
    """Appointments that hold or will, newest first, one more than a page; `name` is of a person or a unit."""
    _must_be_security_admin(actor)
    found = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    if name:
        found = found.filter(Q(person__name__contains=name) | Q(organisation__name__contains=name))
    if before:
        found = found.filter(pk__lt=before)
    return list(found.select_related("person", "organisation").order_by("-pk")[: PAGE + 1])


def appointment_for(actor: Actor, appointment_id: int) -> Appointment:
    """One appointment. Raises NotYours."""
    _must_be_security_admin(actor)
    found = Appointment.objects.select_related("person", "organisation").filter(pk=appointment_id).first()
    if found is None:
        raise NotYours
    return found


def organisations_called(name: str) -> list[Organisation]:
    """The one unit of exactly this name, else the first few whose name holds it."""
    exact = list(Organisation.objects.filter(name=name.strip()))
    if exact or not name.strip():
        return exact
    return list(Organisation.objects.filter(name__contains=name.strip()).order_by("name")[:MOST_FOUND])


def _must_be_security_admin(actor: Actor) -> None:
    if actor.role is not Role.SECURITY_ADMIN:
        raise NotYours
