"""Open an account in one's own name: name, identity paper, telephone, password."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from zhicheng.domain.faults import Defect, Refused
from zhicheng.domain.identity import BadIdNumber, BadName, BadPhone, read_id_number, read_mobile, read_name
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.record import record
from zhicheng.people.models import Person


def register(*, name: str, id_kind: str, id_number: str, phone: str, password: str, now: datetime) -> Person:
    """The new person. Raises Refused with a defect for each field that is wrong, all at once."""
    person, faults = judged(name=name, id_kind=id_kind, id_number=id_number, phone=phone, password=password, now=now)
    if faults:
        raise Refused("有几处需要改正。", tuple(faults))
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
            actor = Actor(Role.APPLICANT, person=person.pk, name=person.name)
            record("register", subject=f"person:{person.handle}", actor=actor, now=now, details={"id_kind": id_kind})
    except IntegrityError:
        taken = Defect("这个证件号码或手机号已经注册过。请直接登录；忘记密码的，请到人社窗口重置。", "id_number")
        raise Refused("已经注册过。", (taken,)) from None
    return person


def judged(
    *, name: str, id_kind: str, id_number: str, phone: str, password: str, now: datetime
) -> tuple[Person, list[Defect]]:
    """The person as typed, not saved, and all that is wrong, each fault at its field."""
    person = Person(registered_at=now)
    faults = [*_identify(person, name, id_kind, id_number, now), *_reach(person, phone)]
    try:
        validate_password(password, person)
    except ValidationError as error:
        faults += [Defect(message, "password") for message in error.messages]
    return person, faults


def _identify(person: Person, name: str, id_kind: str, id_number: str, now: datetime) -> list[Defect]:
    faults = []
    try:
        person.name = read_name(name)
    except BadName as error:
        faults.append(Defect(str(error), "name"))
    try:
        paper = read_id_number(id_kind, id_number, today=legal_day(now))
        person.put_identity(paper.kind, paper.number)
        person.birth_date, person.gender = paper.birth_date, paper.gender or ""
    except BadIdNumber as error:
        faults.append(Defect(str(error), "id_number"))
    return faults


def _reach(person: Person, phone: str) -> list[Defect]:
    try:
        person.put_phone(read_mobile(phone))
    except BadPhone as error:
        return [Defect(str(error), "phone")]
    return []
