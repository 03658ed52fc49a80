"""A person's approval of exactly what will be signed, itself signed: the signer takes nothing without it."""

from django.db import models


class Approval(models.Model):
    """One for each subject; `body` is the canonical JSON under `signature`."""

    subject = models.CharField(max_length=80, unique=True)
    body = models.TextField()
    signature = models.TextField()
    approved_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"approval of {self.subject}"
