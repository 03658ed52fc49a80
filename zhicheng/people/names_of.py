"""The names of people that a log knows by row id."""

from collections.abc import Iterable

from zhicheng.people.models import Person


def names_of(person_ids: Iterable[int | None]) -> dict[int, str]:
    """Names by row id, in one query."""
    known = {key for key in person_ids if key is not None}
    return dict(Person.objects.filter(pk__in=known).values_list("pk", "name"))


def people_called(name: str, most: int = 50) -> list[int]:
    """Row ids of the people with exactly this name."""
    return list(Person.objects.filter(name=name.strip()).values_list("pk", flat=True)[:most])
