"""A paper that the worker made; its bytes are kept for good. One that is promised is a message in the outbox."""

from django.db import models

from zhicheng.people.handles import new_handle


class Paper(models.Model):
    """One PDF, never rendered again."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True, help_text="what it is of: a repeat makes no second one")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="papers")
    publicity = models.ForeignKey("cases.Publicity", models.PROTECT, null=True, blank=True, related_name="papers")
    post_table = models.ForeignKey("cases.PostTable", models.PROTECT, null=True, blank=True, related_name="papers")
    made_at = models.DateTimeField()
    edition = models.CharField(max_length=20)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    sm3 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(name="paper_has_digests", condition=~models.Q(sha256="") & ~models.Q(sm3=""))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class PaperWords(models.Model):
    """What a paper that will be sealed says and in which edition, fixed by the act that promises it; `key` is its own.

    However often it is drawn, and whatever was renamed in between, the key is asked for the same bytes.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)
    words = models.JSONField()

    def __str__(self) -> str:
        return f"words of {self.key}"
