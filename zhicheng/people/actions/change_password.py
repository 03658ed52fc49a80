"""A person replaces the password, proving the present one."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from zhicheng.domain.faults import Defect, NotYours, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.people.models import Person

NOT_THE_PRESENT_ONE = "现在的密码不对，请重新填写。"


def change_password(*, present: str, fresh: str, actor: Actor, now: datetime) -> Person:
    """The person with the new password. Raises Refused with a defect for each field that is wrong."""
    person = Person.objects.filter(pk=actor.person_id).first()
    if person is None:
        raise NotYours
    faults = [] if person.check_password(present) else [Defect(NOT_THE_PRESENT_ONE, "present")]
    try:
        validate_password(fresh, person)
    except ValidationError as error:
        faults += [Defect(message, "fresh") for message in error.messages]
    if faults:
        raise Refused("有几处需要改正。", tuple(faults))
    with transaction.atomic():
        person.set_password(fresh)
        person.save(update_fields=["password"])
        record("change_password", subject=f"person:{person.handle}", actor=actor, now=now)
    return person
