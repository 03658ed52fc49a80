"""A desk looks at one claim or one item of its check list and notes what it found."""

from datetime import datetime

from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import Case, Check
from zhicheng.cases.moves import move
from zhicheng.domain.faults import Refused, StalePage
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, Desk
from zhicheng.domain.written import written
from zhicheng.policy.deployment import pack_of

OUTCOMES = {"ok", "defect", "not_applicable"}


def check_claim(
    case_id: int,
    key: str,
    outcome: str,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    reason: str = "",
    snapshot: int | None = None,
) -> Case:
    """The employer's finding on one claim; `snapshot` is the ordinal of the frozen copy that the page showed."""
    return _note(case_id, Act.CHECK_CLAIM, Desk.EMPLOYER, key, outcome, actor, now, note, reason, snapshot)


def check_item(
    case_id: int,
    key: str,
    outcome: str,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    reason: str = "",
    snapshot: int | None = None,
) -> Case:
    """The bureau's finding on one item of the check list; `snapshot` as for a claim."""
    return _note(case_id, Act.CHECK_ITEM, Desk.BUREAU, key, outcome, actor, now, note, reason, snapshot)


def _note(
    case_id: int,
    act: Act,
    desk: Desk,
    key: str,
    outcome: str,
    actor: Actor,
    now: datetime,
    note: str,
    reason: str,
    snapshot: int | None,
) -> Case:
    if outcome not in OUTCOMES:
        raise Refused("请选择“属实”“有问题”或“不涉及”。")
    if outcome == "defect" and not (note.strip() or reason):
        raise Refused("标为有问题的，请选择原因或写明问题，申报人才知道改什么。")
    with move(case_id, act, actor=actor, now=now, key=key, outcome=outcome, reason=reason) as step:
        case = step.case
        if snapshot is not None and (case.snapshot is None or case.snapshot.ordinal != snapshot):
            raise StalePage
        if key not in keys_of(case, desk):
            raise Refused("这一项不在本次核对的清单里，请刷新页面。")
        if reason and reason not in {one.code for one in pack_of(case.policy_pack, case.policy_sha256).return_reasons}:
            raise Refused("请从清单里选择原因；清单里没有的，写在说明里。")
        Check.objects.update_or_create(
            snapshot=case.snapshot,
            desk=desk.value,
            key=key,
            defaults={
                "case": case,
                "outcome": outcome,
                "note": written(note),
                "reason": reason,
                "by_id": actor.person_id,
                "at": now,
            },
        )
    return step.case
