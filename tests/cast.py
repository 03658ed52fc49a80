"""The standing cast of the tests: people, units and bureaus of an invented prefecture, and how they sign in."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhicheng.domain.identity import invented_resident_id
from zhicheng.domain.permissions import Actor, Role
from zhicheng.people.models import Appointment, Organisation, Person

SHANGHAI_MORNING = datetime(2024, 11, 4, 1, 0, tzinfo=UTC)  # 09:00 on Monday 2024-11-04 at the bureau
PASSWORD = "test-only-passphrase"
_serials = count(1)


def a_person(name: str = "沈喆", born: date = date(1999, 3, 2), gender: str = "female", **fields: Any) -> Person:
    serial = next(_serials)
    person = Person(name=name, birth_date=born, gender=gender, registered_at=SHANGHAI_MORNING, **fields)
    person.put_identity("resident_id", invented_resident_id(serial, born, gender))
    person.put_phone(f"139{serial:08d}")
    person.set_unusable_password()
    person.save()
    return person


def a_bureau(affiliation: str = "330500", name: str = "苕州市人力资源和社会保障局") -> Organisation:
    defaults = {"name": name, "phone": "0500-2000001", "document_word": f"苕人社职{affiliation[-2:]}"}
    return Organisation.objects.get_or_create(kind="bureau", affiliation=affiliation, defaults=defaults)[0]


def a_unit(
    name: str = "苕州清波环境工程有限公司", affiliation: str = "330500", kind: str = "enterprise", **fields: Any
) -> Organisation:
    return Organisation.objects.create(name=name, affiliation=affiliation, kind=kind, **fields)


def appoint(person: Person, role: Role, organisation: Organisation) -> Appointment:
    return Appointment.objects.get_or_create(
        person=person, role=role.value, organisation=organisation, starts_on=date(2020, 1, 1)
    )[0]


def staff(role: Role, organisation: Organisation, name: str = "周岚") -> Appointment:
    return appoint(a_person(name), role, organisation)


def actor_of(appointment: Appointment) -> Actor:
    person = appointment.person
    return Actor(Role(appointment.role), person.pk, appointment.organisation_id, person.name)


def applicant(person: Person) -> Actor:
    return Actor(Role.APPLICANT, person.pk, name=person.name)


def sign_in(client: Client, person: Person, appointment: Appointment | None = None) -> Client:
    """Sign the person in; with an appointment, with the second factor given and acting in that role."""
    client.force_login(person, backend="zhicheng.people.login.PhoneOrNumberBackend")
    if appointment is not None:
        device = TOTPDevice.objects.get_or_create(user=person, name="test", confirmed=True)[0]
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session["appointment"] = appointment.pk
        session.save()
    return client


def later(days: int = 0, hours: int = 0) -> datetime:
    return SHANGHAI_MORNING + timedelta(days=days, hours=hours)
