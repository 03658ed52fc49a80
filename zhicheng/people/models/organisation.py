"""Employers, supervising departments and bureaus, and who acts for them from when to when."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from zhicheng.domain.permissions import STAFF_ROLES
from zhicheng.people.handles import new_handle

EMPLOYER_KINDS = {
    "enterprise": "企业",
    "public_institution": "事业单位",
    "social_organisation": "社会组织",
    "sole_trader": "个体经营户",
    "agency": "人事代理机构",
    "government": "机关",
}
OTHER_KINDS = {"bureau": "人力资源和社会保障局", "department": "主管部门"}
KIND_WORDS = EMPLOYER_KINDS | OTHER_KINDS


class Organisation(models.Model):
    """A unit. `affiliation` is the code of the bureau's area it belongs to, never derived from its address."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=KIND_WORDS)
    uscc = models.CharField(max_length=18, unique=True, null=True, blank=True)
    affiliation = models.CharField(max_length=20)
    self_evaluating = models.BooleanField(default=False)
    supervised_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supervises")
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    document_word = models.CharField(max_length=30, blank=True, help_text="发文机关代字, for a bureau")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["affiliation"], condition=Q(kind="bureau"), name="one_bureau_per_area"),
        ]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A person acts for an organisation in a role, from a day to a day (both included; open end when empty)."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in STAFF_ROLES])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="appointments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "organisation", "starts_on"], name="appointed_once"),
            models.CheckConstraint(
                name="appointment_ends_after_start", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.organisation}"

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
