"""A paper: promised with its data, made later by the worker, its bytes then kept for good."""

from django.db import models

from zhicheng.people.handles import new_handle


class Paper(models.Model):
    """One PDF. Once made, its bytes are never rendered again."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True, help_text="what it is of: a repeat makes no second one")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="papers")
    publicity = models.ForeignKey("cases.Publicity", models.PROTECT, null=True, blank=True, related_name="papers")
    post_table = models.ForeignKey("cases.PostTable", models.PROTECT, null=True, blank=True, related_name="papers")
    promised_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    edition = models.CharField(max_length=20, blank=True)
    content = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    sm3 = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="made_paper_has_bytes",
                condition=models.Q(made_at__isnull=True) | (models.Q(content__isnull=False) & ~models.Q(sha256="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
