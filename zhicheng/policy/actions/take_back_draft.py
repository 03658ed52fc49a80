"""A proposed draft is open again: taken back by those who drafted it, or handed back by a leader with a reason."""

from datetime import datetime

from zhicheng.domain.permissions import Actor
from zhicheng.policy.desk.drafting import changing
from zhicheng.policy.models import Draft


def take_back_draft(draft: Draft, actor: Actor, *, now: datetime, seen: int | None = None, note: str = "") -> Draft:
    """Open the proposed draft again; `note` says why."""
    with changing(draft, "policy_take_back", (Draft.PROPOSED,), actor=actor, now=now, seen=seen) as change:
        held = change.draft
        change.details.update(proposed_by=held.proposed_by_id, note=note.strip())
        held.state, held.proposed_by, held.proposed_at = Draft.OPEN, None, None
        held.note = note.strip()
    return held
