"""A year of the working-day calendar, entered from its notice by one person and approved by another."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from zhicheng.people.handles import new_handle
from zhicheng.policy.kept import from_text


class CalendarEdition(models.Model):
    """A whole year, as a file of policies/calendar says it. The newest approved one of a year holds."""

    PROPOSED, APPROVED, DROPPED = "proposed", "approved", "dropped"
    STATES = ((PROPOSED, "待审定"), (APPROVED, "已审定"), (DROPPED, "已作废"))

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    bureau = models.ForeignKey("people.Organisation", models.PROTECT, related_name="calendar_editions")
    year = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=STATES, default=PROPOSED)
    body = models.TextField(help_text="year, notice, holidays and make-up days, as zhicheng/policy/kept.py writes them")
    notice = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    ordinal = models.PositiveIntegerField(unique=True, null=True, blank=True, help_text="counts the approvals")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="calendar_approved_by_a_second_person",
                condition=(~Q(state="approved") & Q(approved_by__isnull=True, ordinal__isnull=True))
                | (
                    Q(state="approved")
                    & Q(approved_by__isnull=False)
                    & Q(approved_at__isnull=False)
                    & Q(ordinal__isnull=False)
                    & ~Q(approved_by=F("proposed_by"))
                ),
            ),
            models.UniqueConstraint(
                fields=["year"], condition=Q(state="proposed"), name="one_proposal_for_a_calendar_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} ({self.state})"

    def content(self) -> dict[str, Any]:
        """The year as a file of policies/calendar says it, dates as dates."""
        found: dict[str, Any] = from_text(self.body)
        return found
