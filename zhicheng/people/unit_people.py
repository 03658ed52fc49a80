"""Who acts for an organisation on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from zhicheng.domain.given import given
from zhicheng.domain.permissions import Actor
from zhicheng.people.models import Appointment


def people_of_unit(actor: Actor, day: date) -> QuerySet[Appointment]:
    """The appointments of the actor's own organisation that hold on `day`, by role and name."""
    holds = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return (
        Appointment.objects.filter(holds, organisation_id=given(actor.organisation))
        .select_related("person", "organisation")
        .order_by("role", "person__name", "pk")
    )
