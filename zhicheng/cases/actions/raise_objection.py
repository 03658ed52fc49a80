"""Anybody objects, in time, to one person on a running list; from then on that person is held, and nobody else."""

from datetime import datetime

from zhicheng.cases.models import Objection, PublicityEntry
from zhicheng.cases.moves import move
from zhicheng.domain.faults import NotYours, OutOfTime, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act

SHORTEST_GROUND = 10


def raise_objection(entry_id: int, *, actor: Actor, now: datetime, ground: str, name: str, contact: str) -> Objection:
    """Record the objection received at `now`; name and contact are sealed. Its receipt code asks for the outcome.

    The same words by the same person, sent twice, are one objection.
    """
    entry = PublicityEntry.objects.select_related("publicity").filter(pk=entry_id, withdrawn_at=None).first()
    if entry is None:
        raise NotYours
    if now >= entry.publicity.ends_at:
        raise OutOfTime("公示期已经结束，这里不再受理异议。有新线索的，请直接向公示单位或人社部门反映。")
    if not name.strip() or not contact.strip():
        raise Refused("请填写姓名和联系方式：异议须实名，您的身份会保密，只用于核实。")
    if len(ground.strip()) < SHORTEST_GROUND:
        raise Refused(f"请写明具体事实（至少 {SHORTEST_GROUND} 个字），便于核实。")
    objector = f"{name.strip()}｜{contact.strip()}"
    try:
        with move(entry.case_id, Act.RAISE_OBJECTION, actor=actor, now=now) as step:
            if repeated := _made_before(entry, ground.strip(), objector):
                raise _MadeBefore(repeated)
            objection = Objection(entry=entry, case=step.case, raised_at=now, ground=ground.strip())
            objection.put_objector(objector)
            objection.save()
            step.details.update(objection=objection.handle)
    except _MadeBefore as again:
        return again.objection
    return objection


def _made_before(entry: PublicityEntry, ground: str, objector: str) -> Objection | None:
    undecided = Objection.objects.filter(entry=entry, ground=ground, decided_at=None)
    return next((one for one in undecided if one.objector() == objector), None)


class _MadeBefore(Exception):
    """Undoes the open door for an objection that is there already."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.handle)
        self.objection = objection
