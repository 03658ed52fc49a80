"""A policy pack in the making: edited by several, proposed by one, published by another."""

from django.db import models
from django.db.models import F, Q

from zhicheng.people.handles import new_handle
from zhicheng.policy.kept import unpacked
from zhicheng.policy.packs import PackContent


class Draft(models.Model):
    """What was typed is kept, right or wrong. `version` rises with every change."""

    OPEN, PROPOSED, PUBLISHED, DROPPED = "open", "proposed", "published", "dropped"
    STATES = ((OPEN, "起草中"), (PROPOSED, "待发布"), (PUBLISHED, "已发布"), (DROPPED, "已作废"))

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    bureau = models.ForeignKey("people.Organisation", models.PROTECT, related_name="policy_drafts")
    state = models.CharField(max_length=20, choices=STATES, default=OPEN)
    version = models.PositiveIntegerField(default=1)
    pack_id = models.CharField(max_length=200, blank=True, help_text="as typed; the content's own `id`")
    title = models.CharField(max_length=200, blank=True, help_text="as typed; the content's own `title`")
    based_on = models.CharField(max_length=64, help_text="digest of the pack that it began from")
    body = models.TextField(help_text="content, tables and examples, as zhicheng/policy/kept.py writes them")
    content_sha256 = models.CharField(max_length=64, help_text="digest of all that is in the body")
    started_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", help_text="who edited last")
    changed_at = models.DateTimeField()
    editors = models.JSONField(default=list, help_text="row ids of all who ever edited it")
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="why it is proposed, or why it was handed back or dropped")
    published_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="policy_draft_state_known", condition=Q(state__in=["open", "proposed", "published", "dropped"])
            ),
            models.CheckConstraint(
                name="proposed_policy_draft_has_proposer",
                condition=~Q(state__in=["proposed", "published"]) | Q(proposed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="policy_published_by_a_second_person",
                condition=(~Q(state="published") & Q(published_by__isnull=True))
                | (
                    Q(state="published")
                    & Q(published_by__isnull=False)
                    & ~Q(published_by=F("proposed_by"))
                    & ~Q(published_by=F("drafted_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} ({self.state}, {self.version})"

    def content(self) -> PackContent:
        """Content, tables and examples, as typed."""
        return unpacked(self.body)
