"""The bureau's desks for tests of pages: signed-in officers, and a clock that stands at their story's day."""

from datetime import datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.cast import sign_in
from tests.stories import Story
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


def page(name: str, story: Story) -> str:
    """The address of this page about the story's case."""
    return reverse(name, args=[story.case.handle])


def words(response: Any) -> str:
    """What the page says, markup and all."""
    return str(response.content.decode())


def holders_page(story: Story, name: str = "") -> str:
    """What the person reads of the case, or on the page of this name."""
    client = sign_in(Client(), Person.objects.get(pk=story.person.pk))
    return words(client.get(reverse(name) if name else page("applicant-case", story)))


def units_page(story: Story) -> str:
    """What the employer's clerk reads of the case."""
    clerk = Appointment.objects.get(person=story.clerk.person)
    return words(sign_in(Client(), clerk.person, clerk).get(page("employer-case", story)))
