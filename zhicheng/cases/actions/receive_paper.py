"""The counter ticks off the paper form: two copies, of the version that was approved."""

from datetime import datetime

from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.outbox.post import post
from zhicheng.policy.deployment import pack_of


def form_version(case: Case) -> str:
    """The code printed on the form: eight signs of the frozen copy's digest, so that a stale print shows."""
    return case.snapshot.sha256[:8].upper() if case.snapshot else ""


def receive_paper(case_id: int, *, actor: Actor, now: datetime, version: str, copies: int) -> Case:
    """Tick the paper off. `version` is the code on the print; another one is a stale or altered print."""
    with move(case_id, Act.RECEIVE_PAPER, actor=actor, now=now, copies=copies) as step:
        case = step.case
        if case.paper_received_at:
            raise NotNow("这份申报的纸质表已经登记过了。")
        if version.strip().upper() != form_version(case):
            raise Refused("表上的版本码与审定内容不一致，可能打印得太早或被改动。请本人重新下载打印。")
        needed = pack_of(case.policy_pack, case.policy_sha256).paper.copies
        if copies < needed:
            raise Refused(f"需要一式 {needed} 份，现在只有 {copies} 份，请补齐。")
        case.paper_received_at, case.paper_received_by_id, case.paper_copies = now, actor.person, copies
        post("paper.slip", key=f"slip:{case.handle}", now=now, case=case.pk)
    return case
