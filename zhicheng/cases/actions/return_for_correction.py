"""Send a case back with every defect at once (一次性告知) and the day by which it must be answered."""

from datetime import datetime

from zhicheng.cases.ending import leave_lists
from zhicheng.cases.looking_through import defects_found, not_looked_at
from zhicheng.cases.models import Case, Inquiry
from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import release
from zhicheng.domain.faults import Defect, Refused
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day, surely_over
from zhicheng.domain.periods import correction_period
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, Desk, State, desk_of
from zhicheng.domain.written import written
from zhicheng.outbox.post import post
from zhicheng.policy.deployment import calendar, pack_of


def return_for_correction(
    case_id: int, *, actor: Actor, now: datetime, note: str = "", seen: int | None = None
) -> Case:
    """Return the case with all that this desk found. Everything must have been looked at first: a return says all."""
    with move(case_id, Act.RETURN, actor=actor, now=now, seen=seen) as step:
        case = step.case
        desk = given(desk_of(State(case.state)))
        left = not_looked_at(case, desk)
        if left:
            raise Refused(f"还有 {len(left)} 项没有核对。退回要一次说清全部问题，请先核对完。")
        defects = defects_found(case, desk)
        if not defects:
            raise Refused("没有标出任何问题，不能退回。请在有问题的项目上选择“有问题”并写明原因。")
        ask_for_correction(case, desk, defects, actor=actor, now=now, note=written(note))
        if desk is Desk.BUREAU:
            case.proposed_by = case.proposed_at = None
        step.details.update(defects=len(defects), desk=desk.value)
    return case


def ask_for_correction(
    case: Case, desk: Desk, defects: list[Defect], *, actor: Actor, now: datetime, note: str = ""
) -> Inquiry:
    """The question itself, with its due instant; used by a return and by an upheld objection in the unit."""
    days = pack_of(case.policy_pack, case.policy_sha256).correction.working_days
    period = correction_period(legal_day(now), days, calendar())
    if desk is Desk.EMPLOYER:
        leave_lists(case, now)
        release(case)
    case.returned_by = desk.value
    inquiry = Inquiry.objects.create(
        case=case,
        kind=Inquiry.CORRECTION,
        asked_by_id=actor.person,
        desk=desk.value,
        body={
            "defects": [defect.as_json() for defect in defects],
            "note": note,
            "counted_days": [day.isoformat() for day in period.counted_days],
        },
        asked_at=now,
        due_at=period.ends_at,
    )
    post("paper.return", key=f"return:{inquiry.pk}", now=now, inquiry=inquiry.pk)
    post("case.lapse", key=f"lapse:{inquiry.pk}", now=now, due_at=surely_over(period.ends_at), inquiry=inquiry.pk)
    return inquiry
