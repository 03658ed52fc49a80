"""What the demo keeps of its own: how far its clock is moved, and what to know of each of its people."""

from django.db import models


class DemoClock(models.Model):
    """How far the platform's clock stands from the real one; a single row, none where nothing was moved."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seconds = models.BigIntegerField(default=0, help_text="added to the real instant")

    class Meta:
        constraints = [models.CheckConstraint(name="one_demo_clock", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"{self.seconds:+d} s"


class DemoPersona(models.Model):
    """A sentence about one of the demo's people that their cases do not tell by themselves."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+", primary_key=True)
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.note
