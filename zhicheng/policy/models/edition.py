"""A policy pack whose content is kept for good: published at the desk, or read from a file and used by a case."""

from django.db import models
from django.db.models import F, Q

from zhicheng.people.handles import new_handle
from zhicheng.policy.kept import unpacked
from zhicheng.policy.packs import PackContent


class Edition(models.Model):
    """One content under one digest. Never updated, never deleted: the database refuses both.

    `ordinal` counts the publications; it is empty for a pack that came from a file.
    """

    KEEP, REJUDGE = "keep", "rejudge"
    TRANSITIONS = ((KEEP, "在办申报仍按原政策包"), (REJUDGE, "在办申报改按本政策包"))

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    pack_id = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    body = models.TextField(help_text="content, tables and examples, as zhicheng/policy/kept.py writes them")
    transition = models.CharField(max_length=20, choices=TRANSITIONS, default=KEEP)
    kept_at = models.DateTimeField()
    # only when published at the desk
    ordinal = models.PositiveIntegerField(unique=True, null=True, blank=True)
    rehearsal = models.OneToOneField(
        "policy.Rehearsal", models.PROTECT, null=True, blank=True, related_name="edition", help_text="what was signed"
    )
    signed_sha256 = models.CharField(max_length=64, blank=True, help_text="digest of the signed list")
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    published_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="published_pack_signed_by_a_second_person",
                condition=Q(ordinal__isnull=True, published_by__isnull=True, published_at__isnull=True)
                | (
                    Q(ordinal__isnull=False)
                    & Q(published_at__isnull=False)
                    & Q(published_by__isnull=False)
                    & Q(drafted_by__isnull=False)
                    & Q(proposed_by__isnull=False)
                    & Q(rehearsal__isnull=False)
                    & ~Q(signed_sha256="")
                    & ~Q(published_by=F("drafted_by"))
                    & ~Q(published_by=F("proposed_by"))
                ),
            ),
            models.UniqueConstraint(
                fields=["pack_id", "version"], condition=Q(ordinal__isnull=False), name="published_version_used_once"
            ),
        ]
        indexes = [models.Index(fields=["pack_id", "id"], name="edition_of_pack")]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.version} {self.sha256[:12]}"

    def content(self) -> PackContent:
        """Content, tables and examples, as they were published or used."""
        return unpacked(self.body)
