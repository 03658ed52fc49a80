"""The people of the policy desk, and drafts brought on through the real actions."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tests.cast import SHANGHAI_MORNING, a_bureau, actor_of, staff
from zhicheng.domain.permissions import Actor, Role
from zhicheng.policy.actions.edit_draft import edit_draft
from zhicheng.policy.actions.propose_draft import propose_draft
from zhicheng.policy.actions.start_draft import start_draft
from zhicheng.policy.models import Draft
from zhicheng.policy.packs import PackContent


@dataclass(frozen=True, slots=True)
class Desk:
    """Everybody at the desk: the city's bureau, and a county's leader who only reads."""

    clerk: Actor
    reviewer: Actor
    leader: Actor
    second_leader: Actor
    county_leader: Actor
    now: datetime = SHANGHAI_MORNING


def a_desk() -> Desk:
    city = a_bureau()
    return Desk(
        clerk=actor_of(staff(Role.BUREAU_CLERK, city, "周岚")),
        reviewer=actor_of(staff(Role.BUREAU_REVIEWER, city, "吴翀")),
        leader=actor_of(staff(Role.BUREAU_LEADER, city, "郑颖")),
        second_leader=actor_of(staff(Role.BUREAU_LEADER, city, "冯珩")),
        county_leader=actor_of(staff(Role.BUREAU_LEADER, a_bureau("330521", "某县人社局"), "蒋岱")),
    )


def with_(content: PackContent, **changes: Any) -> PackContent:
    """The content with these top-level names changed."""
    return replace(content, content={**content.content, **changes})


def drafted(desk: Desk, *, new_id: str | None = None, **changes: Any) -> Draft:
    """A draft by the reviewer, of the pack in use with these names changed."""
    draft = start_draft(desk.reviewer, new_id=new_id, now=desk.now)
    content = with_(draft.content(), **(changes or {"site": "新的网站"}))
    return edit_draft(draft, desk.reviewer, content=content, seen=draft.version, now=desk.now)


def proposed(desk: Desk, **changes: Any) -> Draft:
    """The same, proposed by the reviewer."""
    draft = drafted(desk, **changes)
    return propose_draft(draft, desk.reviewer, seen=draft.version, now=desk.now)
