"""Ask for a rehearsal of a draft: the worker judges the cases and lists who comes out otherwise."""

from datetime import datetime

from django.db import transaction

from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.outbox.post import post
from zhicheng.policy.desk.draft_faults import read_draft
from zhicheng.policy.desk.drafting import locked
from zhicheng.policy.desk.rehearsed import latest_rehearsal, under_way
from zhicheng.policy.desk.rights import must_draft
from zhicheng.policy.models import Draft, Rehearsal


def rehearse_draft(draft: Draft, actor: Actor, *, now: datetime) -> Rehearsal:
    """Promise a rehearsal of the content as it is now; one under way over this very content is given back.

    Raises Refused with every fault while the content is no pack.
    """
    must_draft(actor)
    with transaction.atomic():
        held = locked(draft, (Draft.OPEN, Draft.PROPOSED))
        last = latest_rehearsal(held)
        if last and under_way(last, now):
            return last
        pack, faults = read_draft(held.content())
        if pack is None:
            raise Refused(f"草稿还有 {len(faults)} 处问题，改好后才能预演。", tuple(faults))
        rehearsal = Rehearsal.objects.create(
            draft=held,
            content_sha256=held.content_sha256,
            pack_sha256=pack.sha256,
            body=held.body,
            requested_by_id=actor.person_id,
            requested_at=now,
        )
        post("policy.rehearse", key=f"rehearse:{rehearsal.handle}:0", now=now, rehearsal=rehearsal.pk, after=0)
        details = {"content": held.content_sha256, "rehearsal": rehearsal.handle}
        record("policy_rehearse", subject=f"policy_draft:{held.handle}", actor=actor, now=now, details=details)
    return rehearsal
