"""An objection against one person on a list. While it is open it holds that person, and nobody else."""

from django.db import models

from zhicheng import vault
from zhicheng.people.handles import new_handle


class Objection(models.Model):
    """Who objected stays sealed; the receipt code lets that person ask for the outcome."""

    OUTCOMES = (("upheld", "异议成立"), ("dismissed", "异议不成立"))

    handle = models.CharField(max_length=16, unique=True, default=new_handle)
    receipt_code = models.CharField(max_length=16, unique=True, default=new_handle)
    entry = models.ForeignKey("cases.PublicityEntry", models.PROTECT, related_name="objections")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="objections")
    raised_at = models.DateTimeField()
    ground = models.TextField()
    objector_sealed = models.TextField(help_text="name and contact, sealed")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, blank=True, choices=OUTCOMES)
    finding = models.TextField(blank=True, help_text="what was found, in words that the objector may read")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decided_objection_says_why",
                condition=models.Q(decided_at__isnull=True)
                | (~models.Q(outcome="") & ~models.Q(finding="") & models.Q(decided_by__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"objection {self.handle}"

    def put_objector(self, words: str) -> None:
        self.objector_sealed = vault.seal(words, place=f"objection|objector|{self.handle}")

    def objector(self) -> str:
        return vault.unseal(self.objector_sealed, place=f"objection|objector|{self.handle}")
