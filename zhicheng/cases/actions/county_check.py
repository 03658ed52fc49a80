"""Where the pack says so, the county to which the employer belongs looks first at what the city decides."""

from datetime import datetime

from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.domain.faults import NotNow
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.policy.deployment import pack_of


def needs_county_check(case: Case) -> bool:
    """Whether the pack asks for it and it has not been done."""
    elsewhere = case.received_by_id != case.authority_id
    return (
        elsewhere and pack_of(case.policy_pack, case.policy_sha256).county_check and case.county_checked_by_id is None
    )


def county_check(case_id: int, *, actor: Actor, now: datetime, note: str = "", seen: int | None = None) -> Case:
    with move(case_id, Act.COUNTY_CHECK, actor=actor, now=now, seen=seen, note=note) as step:
        if not needs_county_check(step.case):
            raise NotNow("这份申报不需要县区初核，或已经初核过。")
        step.case.county_checked_by_id = actor.person
    return step.case
