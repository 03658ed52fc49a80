"""The bureau's desks for tests of pages: signed-in officers, and a clock that stands at their story's day."""

from datetime import datetime

from django.test import Client

from tests.cast import sign_in
from zhicheng.domain.permissions import Actor
from zhicheng.people.models import Appointment, Person

now: datetime | None = None


def clock(arrived: datetime) -> datetime:
    """The story's instant, or the real one while none is set."""
    return now or arrived


def desk_of(actor: Actor) -> Client:
    """A browser in which this actor is signed in, with the second factor given."""
    appointment = Appointment.objects.get(person_id=actor.person, role=actor.role.value)
    return sign_in(Client(), Person.objects.get(pk=actor.person), appointment)
