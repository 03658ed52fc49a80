"""The official document (公布文件): drafted by one person, signed by another, with the list of those it names."""

from django.db import models
from django.db.models import F, Q

from zhicheng.people.handles import new_handle


class OfficialDocument(models.Model):
    """Numbered per bureau and year when it is issued, never before."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    bureau = models.ForeignKey("people.Organisation", models.PROTECT, related_name="documents")
    batch = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    issued_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    year = models.PositiveIntegerField(null=True, blank=True)
    serial = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=60, blank=True)
    list_sha256 = models.CharField(max_length=64, blank=True, help_text="of the list that was signed")
    authority = models.CharField(max_length=200, blank=True, help_text="the bureau's name when it was issued")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "year", "serial"], condition=Q(serial__isnull=False), name="document_number_used_once"
            ),
            models.CheckConstraint(
                name="document_by_two_people",
                condition=Q(issued_by__isnull=True)
                | (~Q(issued_by=F("drafted_by")) & Q(serial__isnull=False) & Q(issued_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"draft document {self.handle}"

    @property
    def organ(self) -> str:
        """The name under which the bureau issued it; of a draft the name that it has now."""
        return self.authority or self.bureau.name


class DocumentEntry(models.Model):
    """One person in a document; a case stands in one document only."""

    document = models.ForeignKey(OfficialDocument, models.CASCADE, related_name="entries")
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="document_entry")
    serial = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "serial"], name="one_serial_per_document")]

    def __str__(self) -> str:
        return f"{self.document_id} #{self.serial}"
