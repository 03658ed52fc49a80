"""Keep the content of a file's pack for good, once the first case is filed under it."""

from datetime import datetime

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.permissions import WORKER
from zhicheng.events.record import record
from zhicheng.policy.deployment import content_of
from zhicheng.policy.kept import packed
from zhicheng.policy.models import Edition


def freeze(pack: Pack, *, now: datetime) -> None:
    """Keep what stands behind this pack, unless it is kept already, in the caller's transaction.

    Call it after every lock of the caller's own, since it writes an event.
    """
    if Edition.objects.filter(sha256=pack.sha256).exists():
        return
    _, new = Edition.objects.get_or_create(
        sha256=pack.sha256,
        defaults={
            "pack_id": pack.id,
            "version": pack.version,
            "title": pack.title,
            "body": packed(content_of(pack)),
            "transition": pack.transition,
            "kept_at": now,
        },
    )
    if new:
        details = {"pack": pack.id, "version": pack.version}
        record("policy_keep", subject=f"policy:{pack.sha256}", actor=WORKER, now=now, details=details)
