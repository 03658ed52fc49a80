"""The bureau finds every item that nobody has looked at yet in order, in one stroke."""

from datetime import datetime

from zhicheng.cases.looking_through import not_looked_at
from zhicheng.cases.models import Case, Check
from zhicheng.cases.moves import move
from zhicheng.domain.faults import NotNow, StalePage
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, Desk


def check_rest(case_id: int, *, actor: Actor, now: datetime, snapshot: int | None = None) -> Case:
    """Note what is left of the check list as in order; `snapshot` is the ordinal of the frozen copy on the page."""
    with move(case_id, Act.CHECK_ITEM, actor=actor, now=now) as step:
        case = step.case
        if snapshot is not None and (case.snapshot is None or case.snapshot.ordinal != snapshot):
            raise StalePage
        assert case.snapshot_id  # noqa: S101  (a case at the bureau was submitted)
        assert actor.person  # noqa: S101  (the door opens to people only)
        left = not_looked_at(case, Desk.BUREAU)
        if not left:
            raise NotNow("各项都已经核对过了。")
        Check.objects.bulk_create(
            Check(
                case=case,
                snapshot_id=case.snapshot_id,
                desk=Desk.BUREAU.value,
                key=key,
                outcome="ok",
                by_id=actor.person,
                at=now,
            )
            for key in left
        )
        step.details.update(keys=left, outcome="ok")
    return case
