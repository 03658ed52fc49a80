"""One thing looked at by one desk: a claim by the employer, an item of the check list by the bureau."""

from django.db import models

from zhicheng.domain.states import Desk


class Check(models.Model):
    """The latest finding of a desk on one key of one snapshot."""

    OUTCOMES = (("ok", "属实"), ("defect", "有问题"), ("not_applicable", "不涉及"))

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="checks")
    snapshot = models.ForeignKey("cases.Snapshot", models.PROTECT, related_name="checks")
    desk = models.CharField(max_length=20, choices=[(d.value, d.value) for d in Desk])
    key = models.CharField(max_length=80)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    note = models.TextField(blank=True)
    reason = models.CharField(max_length=60, blank=True, help_text="code of a return reason, when there is a defect")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["snapshot", "desk", "key"], name="one_finding_per_desk_and_key")]

    def __str__(self) -> str:
        return f"{self.desk} {self.key}: {self.outcome}"
