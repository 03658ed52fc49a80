"""Give a draft up; it stays readable, and nothing more comes of it."""

from datetime import datetime

from zhicheng.domain.permissions import Actor
from zhicheng.policy.desk.drafting import changing
from zhicheng.policy.models import Draft


def drop_draft(draft: Draft, actor: Actor, *, now: datetime, seen: int | None = None, note: str = "") -> Draft:
    """Drop the draft, open or proposed; `note` says why."""
    with changing(draft, "policy_drop", (Draft.OPEN, Draft.PROPOSED), actor=actor, now=now, seen=seen) as change:
        change.draft.state = Draft.DROPPED
        change.draft.note = note.strip()
        change.details["note"] = note.strip()
    return change.draft
