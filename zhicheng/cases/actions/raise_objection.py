"""Anybody objects, in time, to one person on a running list; from then on that person is held, and nobody else."""

from datetime import datetime

from zhicheng.cases.models import Objection, PublicityEntry
from zhicheng.cases.moves import move
from zhicheng.domain.faults import NotYours, OutOfTime, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act

SHORTEST_GROUND = 10


def raise_objection(entry_id: int, *, actor: Actor, now: datetime, ground: str, name: str, contact: str) -> Objection:
    """Record the objection received at `now`; name and contact are sealed. Its receipt code asks for the outcome."""
    entry = PublicityEntry.objects.select_related("publicity").filter(pk=entry_id, withdrawn_at=None).first()
    if entry is None:
        raise NotYours
    if now >= entry.publicity.ends_at:
        raise OutOfTime("公示期已经结束，这里不再受理异议。有新线索的，请直接向公示单位或人社部门反映。")
    if not name.strip() or not contact.strip():
        raise Refused("请填写姓名和联系方式：异议须实名，您的身份会保密，只用于核实。")
    if len(ground.strip()) < SHORTEST_GROUND:
        raise Refused(f"请写明具体事实（至少 {SHORTEST_GROUND} 个字），便于核实。")
    with move(entry.case_id, Act.RAISE_OBJECTION, actor=actor, now=now) as step:
        objection = Objection(entry=entry, case=step.case, raised_at=now, ground=ground.strip())
        objection.put_objector(f"{name.strip()}｜{contact.strip()}")
        objection.save()
        step.details.update(objection=objection.handle)
    return objection
