"""The unit's publicity is over without an open objection: the responsible person recommends, with an opinion."""

from datetime import datetime

from zhicheng.cases.models import Case, Publicity
from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import reserve
from zhicheng.cases.publicising import is_held, running_entry
from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.domain.written import ON_FORM, written_in_cell
from zhicheng.outbox.post import post


def recommend(case_id: int, *, actor: Actor, now: datetime, opinion: str, seen: int | None = None) -> Case:
    """Send the case to the bureau. A public institution's free post is reserved in the same commit."""
    with move(case_id, Act.RECOMMEND, actor=actor, now=now, seen=seen) as step:
        case = step.case
        entry = running_entry(case, Publicity.UNIT)
        if entry is None or now < entry.publicity.ends_at:
            until = f"{entry.publicity.ends_on:%Y年%m月%d日} 24:00" if entry else "公示期满"
            raise NotNow(f"公示到 {until} 才结束，结束后才能推荐。公示期由系统按工作日计算，不能缩短。")
        if is_held(case):
            raise NotNow("有异议还没有处理完，处理完才能推荐。")
        if not opinion.strip():
            raise Refused("请填写单位推荐意见。")
        if case.employer and case.employer.kind == "public_institution":
            reserve(case)
        case.employer_opinion = written_in_cell(opinion, ON_FORM)
        case.recommended_at, case.recommended_by_id = now, actor.person
        post(
            "paper.unit_result",
            key=f"unit-result:{entry.publicity.handle}:{case.handle}",
            now=now,
            publicity=entry.publicity_id,
            case=case.pk,
        )
    return case
