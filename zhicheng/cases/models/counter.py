"""The last number given in each series of numbers; locked while one is taken, so that none is given twice."""

from django.db import models


class Counter(models.Model):
    name = models.CharField(max_length=80, unique=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"

    @classmethod
    def take(cls, name: str) -> int:
        """The next number of the series; call it inside the transaction that uses it."""
        return cls.take_several(name, 1)[0]

    @classmethod
    def take_several(cls, name: str, count: int) -> range:
        """The next `count` numbers of the series, in order; as `take`."""
        cls.objects.get_or_create(name=name)
        counter = cls.objects.select_for_update().get(name=name)
        first = counter.last + 1
        counter.last += count
        counter.save(update_fields=["last"])
        return range(first, first + count)
