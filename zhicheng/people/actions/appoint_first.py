"""The first security administrator of a new platform, who then appoints everybody else on the pages."""

from datetime import datetime

from django.db import transaction

from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import WORKER, Role
from zhicheng.events.record import record
from zhicheng.people.models import Appointment, Organisation, Person


def appoint_first(person: Person | None, bureau: str, *, now: datetime) -> Appointment:
    """Appoint this registered person at the bureau with this area code; only while there is no such administrator."""
    with transaction.atomic():
        unit = Organisation.objects.select_for_update().filter(kind="bureau", affiliation=bureau).first()
        if Appointment.objects.filter(role=Role.SECURITY_ADMIN.value).exists():
            raise NotNow("已经有安全管理员，以后的任职请由他在“任职”页面办理。")
        if person is None:
            raise Refused("没有找到这个人。请先在平台上注册账户，再用注册的手机号任命。")
        if unit is None:
            raise Refused(f"没有代码为 {bureau} 的人社部门，请先导入单位表。")
        made = Appointment.objects.create(
            person=person, role=Role.SECURITY_ADMIN.value, organisation=unit, starts_on=legal_day(now)
        )
        details = {"role": made.role, "organisation": unit.handle, "first": True}
        record("appoint", subject=f"person:{person.handle}", actor=WORKER, now=now, details=details)
    return made
