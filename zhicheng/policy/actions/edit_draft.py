"""Write a draft's content; what was typed is kept also while it is wrong."""

from datetime import datetime

from zhicheng.domain.permissions import Actor
from zhicheng.policy.desk.drafting import changing, put_content
from zhicheng.policy.models import Draft
from zhicheng.policy.packs import PackContent


def edit_draft(draft: Draft, actor: Actor, *, content: PackContent, seen: int, now: datetime) -> Draft:
    """Replace the whole content. A proposed draft is open again: what the leader read is no longer there.

    Raises StalePage when the draft is no longer at version `seen`.
    """
    with changing(draft, "policy_edit", (Draft.OPEN, Draft.PROPOSED), actor=actor, now=now, seen=seen) as change:
        held = change.draft
        change.details["before"] = held.content_sha256
        put_content(held, content, actor)
        held.state, held.proposed_by, held.proposed_at = Draft.OPEN, None, None
    return held
