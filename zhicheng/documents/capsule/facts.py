"""The facts: each frozen copy that was submitted, and the scans that the copies name."""

import json
from collections.abc import Iterator
from functools import partial

from zhicheng.cases.models import Case, Snapshot
from zhicheng.documents.capsule.members import Member, Read, made, masked
from zhicheng.documents.capsule.names import FACTS, SCANS, SUFFIX


def frozen_copies(case: Case, mask: str) -> Iterator[tuple[Member, dict[str, object]]]:
    """Each submission in the very form over which its digest was taken, with what the manifest says of it.

    Where the person typed the identity number into it, the number is masked and the digest cannot be made again.
    """
    for snapshot in case.snapshots.order_by("ordinal"):
        told = json.dumps(masked(snapshot.body, mask), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        member = made(f"{FACTS}/第{snapshot.ordinal}次提交.json", told.encode())
        yield member, {"name": member.name, "sha256": snapshot.sha256, "masked": member.sha256 != snapshot.sha256}


def scans(case: Case, read: Read) -> Iterator[Member]:
    """Every file that a submission named, once, as it was uploaded."""
    for handle, about in sorted(_named(case).items()):
        digest = str(about["sha256"])
        suffix = SUFFIX.get(str(about["media_type"]), "bin")
        yield Member(f"{SCANS}/{handle}.{suffix}", int(str(about["size"])), digest, partial(read, digest))


def _named(case: Case) -> dict[str, dict[str, object]]:
    named: dict[str, dict[str, object]] = {}
    for snapshot in Snapshot.objects.filter(case=case).order_by("ordinal"):
        named |= snapshot.body.get("files", {})
    return named
