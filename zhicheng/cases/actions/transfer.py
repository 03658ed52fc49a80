"""A case that went to the wrong bureau is handed on; number and time of submission stay."""

from datetime import datetime

from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.people.models import Organisation


def transfer(case_id: int, bureau: str, *, actor: Actor, now: datetime, reason: str, seen: int | None = None) -> Case:
    """Hand the case to the bureau with this handle, which decides from now on."""
    to = Organisation.objects.filter(handle=bureau, kind="bureau").first()
    if to is None:
        raise Refused("请选择要转往的人社部门。")
    with move(case_id, Act.TRANSFER, actor=actor, now=now, seen=seen, to=to.pk, reason=reason.strip()) as step:
        if to.pk == step.case.authority_id:
            raise Refused("这份申报本来就由您所在的部门办理，不需要转办。")
        if not reason.strip():
            raise Refused("请写明转办理由。")
        step.case.authority = to
        step.case.arrived_at = now
        step.case.proposed_by = step.case.proposed_at = None
    return step.case
