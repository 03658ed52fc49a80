"""One change of a person's archive at a time, and none while a submission reads it."""

from zhicheng.people.models import Person


def hold_archive(person_id: int) -> None:
    """Lock the person's archive until the caller's transaction ends; take it after a case's lock, before any other."""
    Person.objects.select_for_update(no_key=True).values_list("pk").get(pk=person_id)
