"""Making public: in the unit (before the recommendation) or on the bureau's site (after the approval)."""

from django.db import models

from zhicheng.people.handles import new_handle


class Publicity(models.Model):
    """One list, its period and the very days that it counted. Only what its entries hold is ever shown."""

    UNIT, BUREAU = "unit", "bureau"
    KINDS = ((UNIT, "单位推荐公示"), (BUREAU, "人社部门公示"))

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    kind = models.CharField(max_length=20, choices=KINDS)
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="publicities")
    title = models.CharField(max_length=200)
    batch = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="last day, included")
    ends_at = models.DateTimeField(help_text="the instant at which it is over")
    counted_days = models.JSONField(default=list)
    place = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    list_sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["kind", "ends_at"], name="publicity_running")]

    def __str__(self) -> str:
        return self.title


class PublicityEntry(models.Model):
    """One person on a list, with the words that are public: never a digit of an identity number."""

    publicity = models.ForeignKey(Publicity, models.PROTECT, related_name="entries")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="publicity_entries")
    serial = models.PositiveIntegerField()
    shown = models.JSONField()
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="returned, refused or withdrawn meanwhile")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publicity", "serial"], name="one_serial_per_list"),
            models.UniqueConstraint(fields=["publicity", "case"], name="once_per_list"),
        ]

    def __str__(self) -> str:
        return f"{self.publicity_id} #{self.serial}"
