"""The responsible person opens the sealed name of an objector in the unit; that it was opened is on record."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.models import Objection
from zhicheng.cases.unit_publicity_queries import objection_for
from zhicheng.domain.faults import NotNow
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.record import record


def reveal_objector_in_unit(handle: str, *, actor: Actor, now: datetime) -> str:
    """Name and contact of the objector, for looking into the matter. Raises NotYours or NotNow."""
    with transaction.atomic():
        objection_for(actor, handle)
        if actor.role is not Role.EMPLOYER_HEAD:
            raise NotNow("异议人身份只对单位负责人公开，用于核实。")
        record("reveal_objector", subject=f"objection:{handle}", actor=actor, now=now)
        return Objection.objects.get(handle=handle).objector()
