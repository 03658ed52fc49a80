"""Puts bureaus, units and their staff into an empty platform; `python -m tests.journeys.foundation` in its environment.

Only what no page can make: organisations, appointments, the staff's accounts with an authenticator of a known key.
"""

from datetime import UTC, date, datetime

import django

from tests.journeys.roster import BUREAUS, PASSWORD, STAFF, UNITS, authenticator_key, phone_of


def found() -> None:
    """Organisations first, then whoever acts for them, then a clock to be set."""
    organisations = _organisations()
    for serial, (who, role, where) in enumerate(STAFF, start=1):
        _appoint(serial, who, role, organisations[where])
    _have_a_clock()


def _organisations() -> dict[str, object]:
    from zhicheng.people.models import Organisation

    made: dict[str, object] = {}
    for key, fields in (BUREAUS | UNITS).items():
        fields = dict(fields)
        if "supervised_by" in fields:
            fields["supervised_by"] = made[fields["supervised_by"]]
        made[key] = Organisation.objects.create(**fields)
    return made


def _appoint(serial: int, name: str, role: str, organisation: object) -> None:
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from zhicheng.domain.identity import invented_resident_id
    from zhicheng.people.models import Appointment, Person

    born = date(1980, 1, 1 + serial % 28)
    person = Person(name=name, birth_date=born, gender="female", registered_at=datetime(2024, 1, 2, tzinfo=UTC))
    person.put_identity("resident_id", invented_resident_id(900 + serial, born, "female"))
    person.put_phone(phone_of(name))
    person.set_password(PASSWORD)
    person.save()
    Appointment.objects.create(person=person, role=role, organisation=organisation, starts_on=date(2024, 1, 1))
    TOTPDevice.objects.create(user=person, name="验证器", confirmed=True, key=authenticator_key(name).hex())


def _have_a_clock() -> None:
    from zhicheng.demo.models import DemoClock

    DemoClock.objects.update_or_create(pk=1, defaults={"seconds": 0})


if __name__ == "__main__":
    django.setup()
    found()
