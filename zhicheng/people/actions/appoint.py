"""The security administrator appoints somebody to a role, or ends an appointment: nobody else, and never himself."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from zhicheng.domain.faults import NotNow, NotYours, Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import (
    BUREAU_ROLES,
    EMPLOYER_ROLES,
    ROLE_WORDS,
    STAFF_ROLES,
    SUPPORT_ROLES,
    Actor,
    Role,
)
from zhicheng.events.record import record
from zhicheng.people.models import Appointment, Organisation, Person
from zhicheng.people.models.organisation import EMPLOYER_KINDS

THREE_ADMINS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


def appoint(
    person_id: int, role: Role, organisation_id: int, *, starts_on: date, actor: Actor, now: datetime
) -> Appointment:
    """Appoint from a day on, without an end. Raises Refused in words when person, role and unit do not go together."""
    _must_be_security_admin(actor)
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=person_id, is_active=True).first()
        unit = Organisation.objects.filter(pk=organisation_id).first()
        if person is None or unit is None:
            raise NotYours
        if person.pk == actor.person:
            raise Refused("不能给自己任职，请由另一位安全管理员办理。")
        _must_fit(role, unit)
        _must_stay_apart(person, role, legal_day(now))
        if starts_on < legal_day(now):
            raise Refused("任职开始日期不能早于今天。")
        try:
            with transaction.atomic():
                made = Appointment.objects.create(
                    person=person, role=role.value, organisation=unit, starts_on=starts_on
                )
        except IntegrityError:
            raise Refused("这个人在这个单位已有从同一天开始的同一岗位。") from None
        details = {"role": role.value, "organisation": unit.handle, "starts_on": starts_on.isoformat()}
        record("appoint", subject=f"person:{person.handle}", actor=actor, now=now, details=details)
    return made


def end_appointment(appointment_id: int, *, last_day: date, actor: Actor, now: datetime) -> Appointment:
    """Let an appointment hold for the last time on `last_day`, yesterday at the earliest, which ends it at once."""
    _must_be_security_admin(actor)
    with transaction.atomic():
        found = Appointment.objects.select_for_update().filter(pk=appointment_id).first()
        if found is None:
            raise NotYours
        if found.person_id == actor.person:
            raise Refused("不能终止自己的任职，请由另一位安全管理员办理。")
        if found.ends_on and found.ends_on < legal_day(now):
            raise NotNow("这项任职已经终止。")
        if last_day < max(found.starts_on, legal_day(now) - timedelta(days=1)):
            raise Refused("最后一天不能早于昨天，也不能早于任职开始日期。")
        found.ends_on = last_day
        found.save(update_fields=["ends_on"])
        details = {"appointment": found.pk, "role": found.role, "last_day": last_day.isoformat()}
        record("end_appointment", subject=f"person:{found.person.handle}", actor=actor, now=now, details=details)
    return found


def _must_be_security_admin(actor: Actor) -> None:
    if actor.role is not Role.SECURITY_ADMIN:
        raise NotYours


def _must_fit(role: Role, unit: Organisation) -> None:
    if role not in STAFF_ROLES:
        raise Refused("没有这个岗位。")
    kinds = {
        **dict.fromkeys((*BUREAU_ROLES, *SUPPORT_ROLES), frozenset({"bureau"})),
        **dict.fromkeys(EMPLOYER_ROLES, frozenset(EMPLOYER_KINDS)),
        Role.SUPERVISOR: frozenset({"department"}),
    }
    if unit.kind not in kinds[role]:
        raise Refused(f"“{ROLE_WORDS[role]}”不能设在{unit.name}，请核对岗位和单位。")


def _must_stay_apart(person: Person, role: Role, today: date) -> None:
    """The three administrators are three people."""
    if role not in THREE_ADMINS:
        return
    held = {
        Role(one.role) for one in person.appointments.all() if one.ends_on is None or one.ends_on >= today
    } & THREE_ADMINS
    if held - {role}:
        words = "、".join(ROLE_WORDS[one] for one in sorted(held - {role}))
        raise Refused(f"{person.name}已任{words}。系统、安全、审计三种管理员须由不同的人担任。")
