"""Give up a year of the calendar that was proposed."""

from datetime import datetime

from django.db import transaction

from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.policy.actions.propose_calendar import proposed_year
from zhicheng.policy.desk.rights import must_draft
from zhicheng.policy.models import CalendarEdition


def drop_calendar(edition: CalendarEdition, actor: Actor, *, now: datetime) -> CalendarEdition:
    """Give a proposed year up."""
    must_draft(actor)
    with transaction.atomic():
        held = proposed_year(edition)
        held.state = CalendarEdition.DROPPED
        held.save(update_fields=["state"])
        details = {"sha256": held.sha256, "edition": held.handle}
        subject = f"calendar:{held.year}"
        record("calendar_drop", subject=subject, actor=actor, now=now, after=held.state, details=details)
    return held
