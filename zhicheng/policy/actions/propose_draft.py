"""Put a draft before a leader, who publishes it or hands it back."""

from datetime import datetime

from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.policy.desk.draft_faults import faults_of
from zhicheng.policy.desk.drafting import changing
from zhicheng.policy.models import Draft


def propose_draft(draft: Draft, actor: Actor, *, seen: int, now: datetime, note: str = "") -> Draft:
    """Propose the content as it is. Raises Refused with every fault of the content while it has one."""
    with changing(draft, "policy_propose", (Draft.OPEN,), actor=actor, now=now, seen=seen) as change:
        held = change.draft
        faults = faults_of(held)
        if faults:
            raise Refused(f"草稿还有 {len(faults)} 处问题，改好后才能提请发布。", tuple(faults))
        held.state, held.proposed_by_id, held.proposed_at = Draft.PROPOSED, actor.person_id, now
        held.note = note.strip()
    return held
