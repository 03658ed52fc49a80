"""The one append-only log: each event carries the digest of the one before it."""

from django.db import models


class Event(models.Model):
    """One act that was done. Never updated, never deleted: the database refuses both."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    actor = models.BigIntegerField(null=True, help_text="row id of the person; empty for the public and the worker")
    role = models.CharField(max_length=30)
    organisation = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=80)
    before = models.CharField(max_length=30, blank=True)
    after = models.CharField(max_length=30, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "seq"], name="event_of_subject"),
            models.Index(fields=["actor", "seq"], name="event_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.act} {self.subject}"


class Head(models.Model):
    """The end of the chain; its row is locked last in every transaction that writes an event."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"head {self.seq}"
