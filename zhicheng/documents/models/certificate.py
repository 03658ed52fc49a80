"""A certificate: its number reserved with what will be signed, before anything is signed."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from zhicheng.people.handles import new_handle


class Certificate(models.Model):
    """A case has a chain of these, each replacing the one before it under a number of its own.

    `stated` is exactly what the PDF says; the whole file's digests are kept.
    """

    RESERVED, ISSUED, REVOKED, REPLACED = "reserved", "issued", "revoked", "replaced"
    STATES = ((RESERVED, "制证中"), (ISSUED, "有效"), (REVOKED, "已撤销"), (REPLACED, "已被新证书替换"))

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="certificates")
    document = models.ForeignKey("documents.OfficialDocument", models.PROTECT, related_name="certificates")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="successor")
    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=20, choices=STATES, default=RESERVED)
    stated = models.JSONField()
    stated_sha256 = models.CharField(max_length=64)
    reserved_at = models.DateTimeField()
    drawn_sha256 = models.CharField(max_length=64, blank=True, help_text="of the page as drawn, before the seal")
    to_sign_sha256 = models.CharField(max_length=64, blank=True, help_text="of the bytes that the key signs")
    issued_at = models.DateTimeField(null=True, blank=True)
    paper = models.OneToOneField("documents.Paper", models.PROTECT, null=True, blank=True, related_name="certificate")
    long_term = models.OneToOneField(
        "documents.Paper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="the same file with time stamps and answers of the revocation services appended",
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    reinstated_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="when its latest revocation that fell was set aside; a new number stands for it",
    )
    effect_from = models.DateField(null=True, blank=True, help_text="from when its revocation or replacement counts")
    change_words = models.CharField(
        max_length=200, blank=True, help_text="why it was revoked or replaced, for everybody who verifies it"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(replaces__isnull=True), name="one_first_certificate_per_case"
            ),
            models.CheckConstraint(
                name="issued_certificate_has_paper",
                condition=Q(state="reserved") | (Q(paper__isnull=False) & Q(issued_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="replaced_certificate_has_its_day",
                condition=~Q(state="replaced") | Q(replaced_at__isnull=False) | Q(reinstated_at__isnull=False),
            ),
            models.CheckConstraint(
                name="revoked_certificate_has_its_day", condition=~Q(state="revoked") | Q(revoked_at__isnull=False)
            ),
            models.CheckConstraint(
                name="reinstated_certificate_was_revoked",
                condition=Q(reinstated_at__isnull=True) | Q(revoked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def current_of(cls, case: Any) -> Self | None:
        """The newest certificate of the case (a row or its id) that was issued; else the one still being made."""
        related = cls.objects.select_related("paper", "document").defer("paper__content")
        chain = list(related.filter(case=case).order_by("-pk"))
        issued = (one for one in chain if one.state != cls.RESERVED)
        return next(issued, chain[0] if chain else None)
