"""Anything asked of anyone about a case: asked, due, answered, expired, reminded."""

from django.db import models


class Inquiry(models.Model):
    """A return asks the applicant for corrections; its body lists all defects at once."""

    CORRECTION = "correction"
    KINDS = ((CORRECTION, "补正"),)

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="inquiries")
    kind = models.CharField(max_length=30, choices=KINDS)
    asked_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    desk = models.CharField(max_length=20, blank=True)
    body = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    expired_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=models.Q(answered_at__isnull=True, expired_at__isnull=True),
                name="one_open_inquiry_of_a_kind",
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="inquiry_due", condition=models.Q(answered_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"
