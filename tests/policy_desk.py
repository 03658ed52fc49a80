"""The people of the policy desk, and drafts brought on through the real actions."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tests.cast import SHANGHAI_MORNING, a_bureau, actor_of, staff
from zhicheng.domain.permissions import Actor, Role
from zhicheng.jobs.handlers import HANDLERS
from zhicheng.outbox.deliver import carry_out
from zhicheng.outbox.models import Message
from zhicheng.policy.actions.edit_draft import edit_draft
from zhicheng.policy.actions.propose_draft import propose_draft
from zhicheng.policy.actions.publish_draft import publish_draft
from zhicheng.policy.actions.rehearse_draft import rehearse_draft
from zhicheng.policy.actions.start_draft import start_draft
from zhicheng.policy.desk.rehearsed import list_digest
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.models import Draft, Edition, Rehearsal
from zhicheng.policy.packs import PackContent, pack_from
from zhicheng.policy.settled import settled
from zhicheng.policy.worked.cases import run_examples


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


def fitting(content: PackContent) -> PackContent:
    """The content with those of its examples that still hold; where it is no pack, as it is."""
    try:
        results = run_examples(pack_from(content, "fitting"), content.examples)
    except BadPack:
        return content
    cases = [case for case, result in zip(content.examples["cases"], results, strict=True) if result.passed]
    return replace(content, examples={**content.examples, "cases": cases})


def drafted(desk: Desk, *, new_id: str | None = None, **changes: Any) -> Draft:
    """A draft by the reviewer, of the pack in use with these names changed."""
    draft = start_draft(desk.reviewer, new_id=new_id, now=desk.now)
    content = fitting(with_(draft.content(), **(changes or {"site": "新的网站"})))
    return edit_draft(draft, desk.reviewer, content=content, seen=draft.version, now=desk.now)


def proposed(desk: Desk, **changes: Any) -> Draft:
    """The same, proposed by the reviewer."""
    draft = drafted(desk, **changes)
    return propose_draft(draft, desk.reviewer, seen=draft.version, now=desk.now)


def rehearsed(desk: Desk, draft: Draft) -> Rehearsal:
    """The rehearsal of the draft, carried to its end by the worker."""
    rehearsal = rehearse_draft(draft, desk.reviewer, now=desk.now)
    do_policy_work(desk.now)
    rehearsal.refresh_from_db()
    return rehearsal


def judged(desk: Desk, draft: Draft) -> Rehearsal:
    """The rehearsal of the draft with all cases judged, its examples and its proof left aside: they take seconds."""
    rehearsal = rehearse_draft(draft, desk.reviewer, now=desk.now)
    do_policy_work(desk.now, "policy.rehearse")
    Message.objects.filter(topic="policy.examine").delete()
    rehearsal.refresh_from_db()
    rehearsal.state, rehearsal.sha256, rehearsal.done_at = Rehearsal.DONE, list_digest(rehearsal), desk.now
    rehearsal.examined = True
    rehearsal.save()
    return rehearsal


def do_policy_work(now: datetime, topic: str = "policy.") -> None:
    """Carry out what is promised at the policy desk and due, what it promises in turn included; no papers."""
    due = Message.objects.filter(topic__startswith=topic, done_at=None, due_at__lte=now).order_by("due_at", "pk")
    while (message := due.first()) is not None:
        with settled():
            carry_out(message, HANDLERS, now)
        message.refresh_from_db()
        assert message.done_at, message.last_error


def published(desk: Desk, **changes: Any) -> Edition:
    """A pack changed so, rehearsed without its proof, proposed by the reviewer and published by the leader."""
    draft = proposed(desk, **changes)
    return publish_draft(draft, desk.leader, signed=judged(desk, draft).sha256, now=desk.now)


def stricter(content: PackContent, years: int = 4) -> list[dict[str, Any]]:
    """The rules of the content, whoever asks for 助理级 after some years being asked for this many at least."""
    rules = content.content["rules"]
    asking = [row for row in rules if row["level"] == "assistant" and row["years"]]
    return [row | {"years": max(years, row["years"])} if row in asking else row for row in rules]
