"""Keep the bytes of a paper for good, with the digests of the whole file."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.hashes import SM3, Hash

from zhicheng.documents.models import Paper


def keep_paper(kind: str, key: str, content: bytes, *, now: datetime, edition: str, **links: Any) -> Paper:
    """Store the file made for `key`; when it was made before, the first bytes stand and are given back."""
    described = {"kind": kind, "made_at": now, "edition": edition, **links}
    paper, _ = Paper.objects.get_or_create(key=key, defaults=described | _whole(content))
    return paper


def keep_papers(kind: str, wanted: Iterable[tuple[str, bytes, str, int]], *, now: datetime) -> list[Paper]:
    """Store several files of cases, in order, as `keep_paper` does for one: (key, content, edition, id of the case).

    The caller holds what a repeat would hold as well, so that nobody else stores under these keys meanwhile.
    """
    rows = list(wanted)
    kept = {paper.key: paper for paper in Paper.objects.filter(key__in=[key for key, *_ in rows])}
    new = [
        Paper(key=key, kind=kind, made_at=now, edition=edition, case_id=case, **_whole(content))
        for key, content, edition, case in rows
        if key not in kept
    ]
    kept.update((paper.key, paper) for paper in Paper.objects.bulk_create(new))
    return [kept[key] for key, *_ in rows]


def _whole(content: bytes) -> dict[str, Any]:
    sm3 = Hash(SM3())
    sm3.update(content)
    return {"content": content, "sha256": sha256(content).hexdigest(), "sm3": sm3.finalize().hex()}
