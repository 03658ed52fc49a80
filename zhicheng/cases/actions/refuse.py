"""Refuse with a coded reason, its clause, and the right of review."""

from datetime import datetime

from zhicheng.cases.models import Case
from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import release
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act
from zhicheng.outbox.post import post
from zhicheng.policy.deployment import pack_of


def refuse(case_id: int, *, actor: Actor, now: datetime, reason: str, note: str, seen: int | None = None) -> Case:
    """`reason` is a code of the pack's closed list; `note` says what it rests on in this case."""
    with move(case_id, Act.REFUSE, actor=actor, now=now, seen=seen, reason=reason) as step:
        case = step.case
        known = {entry.code: entry for entry in pack_of(case.policy_pack, case.policy_sha256).refusal_reasons}
        if reason not in known:
            raise Refused("请从清单中选择不予通过的理由。")
        if not note.strip():
            raise Refused("请写明认定的事实，申报人据此申请复核。")
        case.proposed_by = case.proposed_at = None
        case.ended_at = now
        case.end_reason = {
            "code": reason,
            "clause": known[reason].clause,
            "words": known[reason].wording,
            "note": note.strip(),
        }
        release(case)
        post("paper.refusal", key=f"refusal:{case.handle}", now=now, case=case.pk)
    return case
