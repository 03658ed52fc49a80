"""Begin a draft from the pack in use."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.policy.deployment import deployed_content, deployed_pack
from zhicheng.policy.desk.drafting import put_content
from zhicheng.policy.desk.rights import must_draft
from zhicheng.policy.files.folder import is_pack_id
from zhicheng.policy.models import Draft
from zhicheng.policy.packs import PackContent


def start_draft(actor: Actor, *, new_id: str | None = None, now: datetime) -> Draft:
    """A copy of the pack in use as a draft of its next version; with `new_id` (`huzhou-2025`) as a pack of that id."""
    must_draft(actor)
    if new_id is not None and not is_pack_id(new_id):
        raise Refused("编号要写成“地名-年度”，如 huzhou-2025。")
    content, inuse = deployed_content(), deployed_pack()
    another = new_id is not None and new_id != inuse.id
    named = {"id": new_id, "version": "1"} if another else {"version": next_version(inuse.version)}
    return new_draft(replace(content, content={**content.content, **named}), "policy_start", actor=actor, now=now)


def new_draft(content: PackContent, act: str, *, actor: Actor, now: datetime, **details: Any) -> Draft:
    """Keep the content as a new draft, with the event `act`. Raises Refused for what is no plain data."""
    with transaction.atomic():
        draft = Draft(
            bureau_id=actor.organisation_id,
            based_on=deployed_pack().sha256,
            started_by_id=actor.person_id,
            started_at=now,
            changed_at=now,
        )
        put_content(draft, content, actor)
        draft.save()
        record(
            act,
            subject=f"policy_draft:{draft.handle}",
            actor=actor,
            now=now,
            after=draft.state,
            details={"content": draft.content_sha256, "based_on": draft.based_on, "pack": draft.pack_id, **details},
        )
    return draft


def next_version(version: str) -> str:
    """The version after this one: "2" after "1", "2024.2" after "2024.1"; otherwise the old one with "-2" behind."""
    head, dot, last = version.rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isascii() and last.isdigit() else f"{version}-2"
