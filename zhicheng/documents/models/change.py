"""A change of an issued certificate: proposed by one person with a reason, decided by another, or dropped."""

from django.db import models
from django.db.models import F, Q

from zhicheng.domain.certificate_changes import ChangeKind
from zhicheng.people.handles import new_handle


class CertificateChange(models.Model):
    """`facts` are {field: {before, after}} of what the certificate states; `reason` is told to those it concerns."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ChangeKind])
    certificate = models.ForeignKey("documents.Certificate", models.PROTECT, related_name="changes")
    reason_code = models.CharField(max_length=40)
    reason = models.TextField()
    evidence = models.TextField(blank=True, help_text="what the bureau looked at; for its own officers only")
    heard = models.TextField(blank=True, help_text="how the holder was heard before a revocation was proposed")
    clause = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    effect_from = models.DateField(null=True, blank=True, help_text="legal day; when open, null is the day of decision")
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=60, blank=True, help_text="of the notice")
    new_certificate = models.OneToOneField(
        "documents.Certificate", models.PROTECT, null=True, blank=True, related_name="made_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(decided_at__isnull=True, dropped_at__isnull=True),
                name="one_open_change_per_certificate",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="notice_number_used_once"),
            models.CheckConstraint(
                name="change_by_two_people",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False, effect_from__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                    & ~Q(number="")
                ),
            ),
            models.CheckConstraint(
                name="change_is_decided_or_dropped",
                condition=Q(decided_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
            models.CheckConstraint(
                name="only_a_decided_change_makes_a_certificate",
                condition=Q(new_certificate__isnull=True) | (Q(decided_at__isnull=False) & ~Q(kind="revocation")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.certificate_id}"
