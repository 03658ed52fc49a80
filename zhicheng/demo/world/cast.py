"""Who is who while the story is told: organisations by a short key, people by name, staff by what they do where."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from zhicheng.demo.models import DemoPersona
from zhicheng.demo.personas import PASSWORD
from zhicheng.domain.identity import invented_resident_id, read_id_number
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.record import record
from zhicheng.people.models import Appointment, Organisation, Person

BEGAN = date(2023, 1, 1)


@dataclass
class World:
    """Everybody who has entered so far."""

    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Organisation] = field(default_factory=dict)
    staff: dict[tuple[int, Role], list[Actor]] = field(default_factory=dict)
    # One hash for all: their password is one and public, and Argon2 takes its time on purpose.
    password: str = field(default_factory=lambda: make_password(PASSWORD))

    def enter(
        self,
        name: str,
        gender: str,
        born: date,
        *,
        now: datetime,
        id_kind: str = "resident_id",
        id_number: str = "",
        note: str = "",
    ) -> Person:
        """The person of this name, with an account since `now` if there was none; numbers are invented, nobody's."""
        if name in self.people:
            DemoPersona.objects.filter(person=self.people[name], note="").update(note=note)
            return self.people[name]
        serial = len(self.people) + 1
        number = id_number or invented_resident_id(serial, born, gender)
        paper = read_id_number(id_kind, number, today=legal_day(now))
        person = Person(name=name, gender=gender, birth_date=born, registered_at=now, password=self.password)
        person.put_identity(paper.kind, paper.number)
        person.put_phone(f"1880000{serial:04d}")
        person.save()
        record(
            "register",
            subject=f"person:{person.handle}",
            actor=as_applicant(person),
            now=now,
            details={"id_kind": id_kind},
        )
        DemoPersona.objects.create(person=person, note=note)
        self.people[name] = person
        return person

    def appoint(self, person: Person, role: Role, unit: Organisation) -> Actor:
        """Let the person act for the unit in this role from BEGAN on."""
        Appointment.objects.create(person=person, role=role.value, organisation=unit, starts_on=BEGAN)
        actor = Actor(role, person.pk, unit.pk, person.name)
        self.staff.setdefault((unit.pk, role), []).append(actor)
        return actor

    def who(self, unit: Organisation | None, role: Role, *, other_than: int | None = None) -> Actor:
        """Somebody who acts there in this role, and is not the person with this row id."""
        held = self.staff[(unit.pk if unit else 0, role)]
        return next(actor for actor in held if actor.person != other_than)

    def counter_of(self, bureau: Organisation | None) -> Actor:
        """Who takes paper in there: the counter, or the clerk of a bureau without one."""
        there = (bureau.pk if bureau else 0, Role.PAPER_COUNTER) in self.staff
        return self.who(bureau, Role.PAPER_COUNTER if there else Role.BUREAU_CLERK)


def as_applicant(person: Person) -> Actor:
    return Actor(Role.APPLICANT, person.pk, name=person.name)
