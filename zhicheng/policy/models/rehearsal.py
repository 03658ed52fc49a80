"""A rehearsal: every case that a draft would touch, judged by its own pack and by the draft as of the same day."""

from django.db import models
from django.db.models import Q

from zhicheng.people.handles import new_handle


class Rehearsal(models.Model):
    """One run over one content. `sha256` is the digest of the whole list; a leader signs it by publishing."""

    WAITING, RUNNING, DONE = "waiting", "running", "done"
    STATES = ((WAITING, "等待开始"), (RUNNING, "正在预演"), (DONE, "已完成"))

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    draft = models.ForeignKey("policy.Draft", models.PROTECT, related_name="rehearsals")
    content_sha256 = models.CharField(max_length=64, help_text="of all that was in the draft when it was asked for")
    pack_sha256 = models.CharField(max_length=64, help_text="of the pack that the draft is")
    body = models.TextField(help_text="the draft's body when it was asked for")
    requested_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=STATES, default=WAITING)
    event_seq = models.BigIntegerField(default=0, help_text="end of the log when the cases began to be read")
    batches = models.JSONField(default=list, help_text="pairs of pack id and batch that are covered beside the running")
    after_case = models.BigIntegerField(default=0, help_text="row id of the last case that was judged")
    total = models.PositiveIntegerField(default=0, help_text="cases to judge, for the progress")
    judged = models.PositiveIntegerField(default=0)
    examined = models.BooleanField(default=False, help_text="examples were run and the pack was proved")
    faults = models.JSONField(default=list, help_text="what examples and proof say against the content, in Chinese")
    sha256 = models.CharField(max_length=64, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="finished_rehearsal_has_digest",
                condition=~Q(state="done") | (~Q(sha256="") & Q(done_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.handle} {self.state} {self.judged}/{self.total}"


class Flip(models.Model):
    """One case that comes out otherwise, or that the draft cannot read; what is said of it is plain JSON."""

    rehearsal = models.ForeignKey(Rehearsal, models.PROTECT, related_name="flips")
    number = models.CharField(max_length=40)
    row = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rehearsal", "number"], name="case_once_in_a_rehearsal")]

    def __str__(self) -> str:
        return self.number
