"""The archive (业绩档案库): entries as typed, word for word, and the files that prove them."""

from django.db import models

from zhicheng.people.handles import new_handle


class ArchiveEntry(models.Model):
    """One entry of a section: the raw values by field name. What they mean is read by `domain.archive`."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="archive")
    section = models.CharField(max_length=30)
    values = models.JSONField(default=dict)
    source = models.CharField(max_length=20, default="typed")
    evidence = models.ForeignKey("people.Evidence", models.PROTECT, null=True, blank=True, related_name="entries")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "section"], name="entry_of_person")]
        constraints = [
            models.CheckConstraint(
                name="pulled_entry_has_evidence",
                condition=models.Q(source="typed") | models.Q(evidence__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.handle}"


class ArchiveFile(models.Model):
    """A scan of an original. The bytes lie in the file store under their SHA-256."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="files")
    name = models.CharField(max_length=255, help_text="as the person called it; shown, never used as a path")
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    declared_original = models.BooleanField(default=False, help_text="declared to be a scan of the original")
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "received_at"], name="file_of_person")]

    def __str__(self) -> str:
        return self.name
