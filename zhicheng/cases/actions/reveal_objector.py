"""A reviewer or leader opens the sealed name of an objector; that it was opened is on record."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.bureau_list_queries import objection_for
from zhicheng.domain.faults import NotNow
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.record import record

MAY_REVEAL = (Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)


def reveal_objector(handle: str, *, actor: Actor, now: datetime) -> str:
    """Name and contact of the objector, for looking into the matter. Raises NotYours or NotNow."""
    with transaction.atomic():
        objection = objection_for(actor, handle)
        if actor.role not in MAY_REVEAL or objection.case.authority_id != actor.organisation:
            raise NotNow("异议人身份只对本部门的复核人员和负责人公开。")
        record("reveal_objector", subject=f"objection:{handle}", actor=actor, now=now)
    return objection.objector()
