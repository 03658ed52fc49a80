"""A leader, not the one who entered it, approves a year of the calendar: from now on days are counted by it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.workdays import WorkCalendar
from zhicheng.events.record import hold_end, record
from zhicheng.policy.actions.propose_calendar import calendar_faults, proposed_year
from zhicheng.policy.deployment import calendar, calendar_with
from zhicheng.policy.desk.rights import must_publish
from zhicheng.policy.models import CalendarEdition


def approve_calendar(edition: CalendarEdition, actor: Actor, *, now: datetime) -> CalendarEdition:
    """Put the proposed year into force. Periods that run keep the days and the end that they were opened with.

    Which of them would be counted otherwise is told by zhicheng.cases.calendar_effects.
    """
    must_publish(actor)
    with transaction.atomic():
        held = proposed_year(edition)
        if held.proposed_by_id == actor.person:
            raise NotNow("录入的人不能自己审定，请由另一位负责人审定。")
        hold_end()  # approvals go one after another
        faults = calendar_faults(held.content())
        if faults:
            raise Refused(f"日历有 {len(faults)} 处问题，没有审定。", tuple(faults))
        changed = days_changed(calendar(), calendar_with(held.content()), held.year)
        held.state, held.approved_by_id, held.approved_at = CalendarEdition.APPROVED, actor.person, now
        held.ordinal = (CalendarEdition.objects.aggregate(last=Max("ordinal"))["last"] or 0) + 1
        held.save()
        details = {"sha256": held.sha256, "edition": held.handle, "days": [day.isoformat() for day in changed]}
        subject = f"calendar:{held.year}"
        record("calendar_approve", subject=subject, actor=actor, now=now, after=held.state, details=details)
    return held


def days_changed(before: WorkCalendar, after: WorkCalendar, year: int) -> list[date]:
    """The days of the year that are work in one calendar and free in the other; none where `before` ends earlier."""
    first = max(date(year, 1, 1), before.known_from)
    last = min(date(year, 12, 31), before.known_until)
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [day for day in days if before.is_workday(day) != after.is_workday(day)]
