"""Whoever decides an objection opens the sealed name of the objector; that it was opened is on record."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.models import Objection, Publicity
from zhicheng.cases.queries import case_for
from zhicheng.domain.faults import NotNow, NotYours
from zhicheng.domain.permissions import BUREAU_ROLES, EMPLOYER_ROLES, Actor, Role
from zhicheng.events.record import record

READ_BY = {Publicity.UNIT: EMPLOYER_ROLES, Publicity.BUREAU: BUREAU_ROLES}
OPENED_BY = {Publicity.UNIT: (Role.EMPLOYER_HEAD,), Publicity.BUREAU: (Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)}
MAY_REVEAL = OPENED_BY[Publicity.BUREAU]


def reveal_objector(handle: str, *, actor: Actor, now: datetime) -> str:
    """Name and contact of the objector, for looking into the matter. Raises NotYours or NotNow."""
    with transaction.atomic():
        objection = Objection.objects.select_related("entry__publicity", "case").filter(handle=handle).first()
        if objection is None:
            raise NotYours
        publicity, case = objection.entry.publicity, case_for(actor, objection.case.handle)
        if actor.role not in READ_BY[publicity.kind]:
            raise NotYours
        owner = publicity.organisation_id if publicity.kind == Publicity.UNIT else case.authority_id
        if actor.role not in OPENED_BY[publicity.kind] or actor.organisation != owner:
            raise NotNow("异议人身份只对处理这条异议的单位负责人，或人社部门的复核人员和负责人公开，用于核实。")
        record("reveal_objector", subject=f"objection:{handle}", actor=actor, now=now)
    return objection.objector()
