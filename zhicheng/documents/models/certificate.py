"""A certificate: its number reserved with what will be signed, before anything is signed."""

from django.db import models
from django.db.models import Q

from zhicheng.people.handles import new_handle


class Certificate(models.Model):
    """One per case. `stated` is exactly what the PDF says; the whole file's digests are kept."""

    RESERVED, ISSUED, REVOKED = "reserved", "issued", "revoked"
    STATES = ((RESERVED, "制证中"), (ISSUED, "有效"), (REVOKED, "已撤销"))

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="certificate")
    document = models.ForeignKey("documents.OfficialDocument", models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=20, choices=STATES, default=RESERVED)
    stated = models.JSONField()
    stated_sha256 = models.CharField(max_length=64)
    reserved_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    paper = models.OneToOneField("documents.Paper", models.PROTECT, null=True, blank=True, related_name="certificate")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revocation_words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="issued_certificate_has_paper",
                condition=Q(state="reserved") | (Q(paper__isnull=False) & Q(issued_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.number
