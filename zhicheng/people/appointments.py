"""For whom a person may act, and on which day."""

from datetime import date

from django.db.models import Q

from zhicheng.people.models import Appointment


def appointments_on(person_id: int, day: date) -> list[Appointment]:
    """The appointments that hold on this legal day, each with its organisation, oldest first."""
    begun = Appointment.objects.filter(person_id=person_id, starts_on__lte=day)
    holding = begun.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return list(holding.select_related("organisation").order_by("starts_on", "pk"))
