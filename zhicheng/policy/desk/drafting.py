"""The one door through which a draft of a pack changes: right, lock, version, event, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.policy.desk.rights import must_draft
from zhicheng.policy.kept import digest, packed
from zhicheng.policy.models import Draft
from zhicheng.policy.packs import PackContent

STATE_WORDS = dict(Draft.STATES)
NOT_PLAIN = (
    "内容里有不能保存的数据。只能写文字（UTF-8）、数字、日期（不带钟点）、是否、列表和“名称: 值”，名称只能是文字。"
)


@dataclass
class Change:
    """The locked draft, and what the event keeps of the act."""

    draft: Draft
    details: dict[str, Any] = field(default_factory=dict)


@contextmanager
def changing(
    draft: Draft, act: str, states: tuple[str, ...], *, actor: Actor, now: datetime, seen: int | None = None
) -> Iterator[Change]:
    """Change the draft while it is in one of `states`; `seen` is the version on the page.

    Raises NotYours, NotNow or StalePage before anything is changed; whatever the body raises undoes all.
    """
    must_draft(actor)
    with transaction.atomic():
        held = locked(draft, states, seen)
        before = held.state
        change = Change(held)
        yield change
        held.version += 1
        held.changed_at = now
        held.save()
        details = {"content": held.content_sha256, **change.details}
        record(
            act,
            subject=f"policy_draft:{held.handle}",
            actor=actor,
            now=now,
            before=before,
            after=held.state,
            details=details,
        )


def locked(draft: Draft, states: tuple[str, ...], seen: int | None = None) -> Draft:
    """The draft, locked until the transaction ends. Raises NotYours, NotNow or StalePage."""
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise NotYours
    if held.state not in states:
        raise NotNow(f"这份草稿现在是“{STATE_WORDS[held.state]}”，不能这样办理。请刷新页面看最新情况。")
    if seen is not None and seen != held.version:
        raise StalePage
    return held


def put_content(draft: Draft, content: PackContent, actor: Actor) -> None:
    """Write the content, right or wrong, into the row (the caller saves it), and note who did.

    Raises Refused for what is no plain data: then there is nothing that could be kept.
    """
    try:
        draft.body, draft.content_sha256 = packed(content), digest(content)
    except (TypeError, UnicodeDecodeError) as error:
        raise Refused(NOT_PLAIN) from error
    draft.pack_id, draft.title = _typed(content, "id"), _typed(content, "title")
    draft.drafted_by_id = actor.person_id
    draft.editors = sorted({*draft.editors, actor.person_id})


def _typed(content: PackContent, name: str) -> str:
    value = content.content.get(name, "")
    return str(value)[:200].replace("\x00", "")
