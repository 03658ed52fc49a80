"""What a register answered, when, and word for word."""

from django.db import models


class Evidence(models.Model):
    """One question to a register. The raw answer is sealed, since it names the person."""

    ASKED, ANSWERED, SILENT, UNAVAILABLE = "asked", "answered", "silent", "unavailable"
    OUTCOMES = ((ASKED, "查询中"), (ANSWERED, "已取得"), (SILENT, "库中无记录"), (UNAVAILABLE, "暂时查不到"))

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="evidence")
    register = models.CharField(max_length=30)
    outcome = models.CharField(max_length=20, choices=OUTCOMES, default=ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True, help_text="for the person, in Chinese, when there is no answer")
    raw_sealed = models.TextField(blank=True)
    raw_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "register", "asked_at"], name="evidence_of_person")]

    def __str__(self) -> str:
        return f"{self.register} {self.outcome}"
