"""An objection is looked into and decided, with the finding in words; only then is the person let go on, or not."""

from datetime import datetime

from zhicheng.cases.actions.return_for_correction import ask_for_correction
from zhicheng.cases.ending import leave_lists
from zhicheng.cases.models import Case, Objection
from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import release
from zhicheng.domain.faults import Defect, NotNow, NotYours, Refused
from zhicheng.domain.legal_time import surely_over
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, Desk, State
from zhicheng.domain.written import written
from zhicheng.outbox.post import post


def decide_objection(handle: str, *, actor: Actor, now: datetime, upheld: bool, finding: str) -> Case:
    """Decide the objection. Upheld in the unit: returned; upheld at the bureau: refused. Dismissed: the hold falls."""
    objection = Objection.objects.filter(handle=handle).first()
    if objection is None:
        raise NotYours
    act = Act.UPHOLD_OBJECTION if upheld else Act.DISMISS_OBJECTION
    with move(objection.case_id, act, actor=actor, now=now, objection=handle) as step:
        case = step.case
        objection = Objection.objects.select_for_update().get(pk=objection.pk)
        if objection.decided_at:
            raise NotNow("这条异议已经处理过了。")
        if not finding.strip():
            raise Refused("请写明核实情况和结论，异议人和本人都会看到。")
        objection.decided_at, objection.decided_by_id = now, actor.person
        objection.outcome = "upheld" if upheld else "dismissed"
        objection.finding = written(finding)
        objection.save()
        if upheld:
            _uphold(case, finding.strip(), actor, now)
        elif case.state == State.PUBLIC_NOTICE:
            entry = objection.entry
            due = max(now, surely_over(entry.publicity.ends_at))
            post(
                "publicity.clear",
                key=f"clear:{entry.publicity.handle}:{objection.handle}",
                now=now,
                due_at=due,
                publicity=entry.publicity_id,
            )
    return case


def _uphold(case: Case, finding: str, actor: Actor, now: datetime) -> None:
    if case.state == State.EMPLOYER_PUBLICITY:
        defect = Defect(
            f"单位公示期间的异议成立：{finding}", "objection", "4.2", "请按核实结论更正后再提交", "objection"
        )
        ask_for_correction(case, Desk.EMPLOYER, [defect], actor=actor, now=now)
        return
    leave_lists(case, now)
    release(case)
    case.ended_at = now
    case.end_reason = {"code": "objection_upheld", "clause": "4.3", "words": f"公示期间的异议成立：{finding}"}
    post("paper.refusal", key=f"refusal:{case.handle}", now=now, case=case.pk)
