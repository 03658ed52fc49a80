"""A leader, not one of those who drafted, publishes the pack and signs the list of those whom it touches."""

from datetime import datetime

from django.db import transaction

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.faults import Defect, NotNow, Refused
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import STRAGGLERS
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import hold_end, record
from zhicheng.outbox.post import post
from zhicheng.policy.desk.draft_faults import out_of_line, read_draft
from zhicheng.policy.desk.drafting import locked
from zhicheng.policy.desk.rehearsed import acts_since, latest_rehearsal, list_digest
from zhicheng.policy.desk.rights import must_publish
from zhicheng.policy.models import Draft, Edition, Rehearsal


def publish_draft(draft: Draft, actor: Actor, *, signed: str, now: datetime) -> Edition:
    """Make the proposed draft the pack that new applications are filed under, in one commit with all that follows.

    `signed` is the digest of the rehearsal's list on the page that the leader read; another list, or one that is
    no longer the whole truth, is refused. Raises NotYours, NotNow or Refused with every reason, and changes nothing.
    """
    must_publish(actor)
    with transaction.atomic():
        held = locked(draft, (Draft.PROPOSED,))
        if actor.person in (held.proposed_by_id, *held.editors):
            raise NotNow("起草、修改或提请的人不能自己发布，请由另一位负责人发布。")
        hold_end()  # from here on nobody submits, and no other pack is published, until we are done
        pack, faults = read_draft(held.content())
        rehearsal = latest_rehearsal(held)
        faults = faults if pack is None else _refusals(pack, rehearsal, signed)
        if faults:
            raise Refused(f"有 {len(faults)} 个原因，没有发布：{faults[0].what}", tuple(faults))
        return _put_into_force(held, given(pack), given(rehearsal), actor, now)


def _refusals(pack: Pack, rehearsal: Rehearsal | None, signed: str) -> list[Defect]:
    """Every reason not to publish a pack whose content is in order."""
    faults = out_of_line(pack)
    if rehearsal is None or rehearsal.state != Rehearsal.DONE or not rehearsal.examined:
        return [*faults, Defect("现在的内容还没有完成预演，请先预演并核对清单", "rehearsal")]
    faults += [Defect(what, "content") for what in rehearsal.faults]
    if rehearsal.pack_sha256 != pack.sha256 or list_digest(rehearsal) != rehearsal.sha256:
        faults.append(Defect("预演清单与内容不符，请重新预演", "rehearsal"))
    since = acts_since(rehearsal)
    if since:
        faults.append(Defect(f"预演之后又有 {since} 次提交或发布，清单已不完整，请重新预演", "rehearsal"))
    if signed != rehearsal.sha256:
        faults.append(Defect("您签认的不是最新的预演清单，请重新核对清单", "signed"))
    return faults


def _put_into_force(held: Draft, pack: Pack, rehearsal: Rehearsal, actor: Actor, now: datetime) -> Edition:
    last = Edition.objects.filter(ordinal__isnull=False).order_by("-ordinal").values_list("ordinal", flat=True).first()
    edition = Edition.objects.create(
        pack_id=pack.id,
        version=pack.version,
        title=pack.title,
        sha256=pack.sha256,
        body=held.body,
        transition=pack.transition,
        kept_at=now,
        ordinal=(last or 0) + 1,
        rehearsal=rehearsal,
        signed_sha256=rehearsal.sha256,
        drafted_by_id=held.drafted_by_id,
        proposed_by_id=held.proposed_by_id,
        published_by_id=actor.person_id,
        published_at=now,
    )
    held.state, held.published_by_id = Draft.PUBLISHED, actor.person_id
    held.version += 1
    held.changed_at = now
    held.save()
    if edition.transition == Edition.REJUDGE:
        _promise_transition(edition, now)
    details = {
        "pack": pack.id,
        "version": pack.version,
        "sha256": pack.sha256,
        "content": held.content_sha256,
        "signed": rehearsal.sha256,
        "transition": edition.transition,
    }
    subject = f"policy_draft:{held.handle}"
    record(
        "policy_publish", subject=subject, actor=actor, now=now, before="proposed", after=held.state, details=details
    )
    return edition


def _promise_transition(edition: Edition, now: datetime) -> None:
    """Now, and once more for what was on its way under the pack before."""
    for step, due in enumerate((now, now + STRAGGLERS)):
        key = f"transition:{edition.handle}:{step}"
        post("policy.transition", key=key, now=now, due_at=due, edition=edition.pk, step=step)
