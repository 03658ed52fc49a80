"""The rules by which the case was judged: the content whose digest the case pins, and as files for people."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from zhicheng.cases.models import Case
from zhicheng.documents.capsule.members import Member, made
from zhicheng.documents.capsule.names import RULES
from zhicheng.policy.deployment import content_of, pack_of
from zhicheng.policy.files.folder import TABLES, write_content

DIGESTED = f"{RULES}/pack.json"


def pinned_rules(case: Case) -> tuple[list[Member], dict[str, Any]]:
    """The pack's files, and what the manifest says of them.

    The pack's digest is SHA-256 over `digested`, the first name whole and of each further one its SHA-256.
    """
    pack = pack_of(case.policy_pack, case.policy_sha256)
    kept = content_of(pack)
    text = json.dumps(kept.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_day)
    files = [made(DIGESTED, text.encode()), *_files(write_content(kept))]
    tables = [f"{RULES}/catalogue/{kept.content['catalogue'][name]}" for name in TABLES]
    said = {"id": pack.id, "version": pack.version, "sha256": pack.sha256, "digested": [DIGESTED, *tables]}
    return files, said


def _files(files: dict[str, bytes]) -> Iterator[Member]:
    return (made(f"{RULES}/{path}", content) for path, content in sorted(files.items()))


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a policy pack")
