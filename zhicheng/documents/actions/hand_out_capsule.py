"""Hand out the capsule of a case; that somebody took it, and the digest of its manifest, are on record."""

from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from zhicheng.cases.queries import case_for
from zhicheng.documents.capsule.capsule import Capsule, capsule_of
from zhicheng.documents.capsule.members import Read
from zhicheng.documents.capsule.zipped import Altered
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.record import record

TAKERS = (Role.BUREAU_CLERK, Role.BUREAU_REVIEWER, Role.BUREAU_LEADER, Role.AUDITOR)


def hand_out_capsule(
    handle: str, out: BinaryIO, *, actor: Actor, now: datetime, read: Read, kept: Callable[[str], bool]
) -> Capsule:
    """Write the capsule to `out` as the case stands at `now`. `read` and `kept` are the file store's, by SHA-256.

    Raises NotYours for whoever may not read the case or has no part in its file; Refused for a draft, and for a file
    whose bytes are no longer those that were received.
    """
    if actor.role not in TAKERS:
        raise NotYours
    case = case_for(actor, handle)
    if case.snapshot is None:
        raise Refused("还没有提交的申报没有档案包。")
    made = capsule_of(case, read=read, kept=kept)
    try:
        out.writelines(made.pieces())
    except Altered as altered:
        raise Refused(f"“{altered}”与收到时不是同一份，没有取出。请保留现场，并报告系统管理员。") from altered
    record(
        "case_capsule",
        subject=f"capsule:{case.handle}",
        actor=actor,
        now=now,
        details={"manifest": made.sha256, "missing": len(made.missing)},
    )
    return made
