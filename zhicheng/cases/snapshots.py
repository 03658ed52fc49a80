"""Freeze what a submission used, so that later edits of the archive touch no submitted case."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from zhicheng.cases.facts import entries_of, facts_of
from zhicheng.cases.judging import answer_for, pack_for
from zhicheng.cases.models import Case, Snapshot
from zhicheng.domain.archive import entry_title
from zhicheng.domain.eligibility.words import LEVEL
from zhicheng.people.models import ArchiveFile
from zhicheng.policy.deployment import closed_lists


def canonical_sha256(body: Any) -> str:
    """SHA-256 of a JSON value written the one canonical way (sorted keys, no spaces, UTF-8)."""
    return sha256(json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def freeze(case: Case, *, truth: dict[str, str], now: datetime) -> Snapshot:
    """Take the next snapshot of the case and point the case at it (the caller saves the case)."""
    body = describe(case, now) | {"truth": truth, "taken_at": now.isoformat()}
    ordinal = case.snapshots.count() + 1
    snapshot = Snapshot.objects.create(
        case=case, ordinal=ordinal, taken_at=now, body=body, sha256=canonical_sha256(body)
    )
    case.snapshot = snapshot
    return snapshot


def describe(case: Case, now: datetime) -> dict[str, Any]:
    """Everything the case would submit at `now`, in plain JSON; no digit of an identity number is in it."""
    person, employer = case.person, case.employer
    entries = entries_of(person.pk)
    facts = facts_of(case, now)
    return {
        "person": {
            "name": person.name,
            "gender": person.gender,
            "birth_date": person.birth_date.isoformat() if person.birth_date else None,
            "id_kind": person.id_kind,
        },
        "target": {
            "series": case.series,
            "series_name": _series_name(case),
            "speciality": case.speciality,
            "level": case.level,
            "level_name": LEVEL.get(case.level, ""),
            "title": case.title,
        },
        "employer": employer
        and {
            "name": employer.name,
            "kind": employer.kind,
            "affiliation": employer.affiliation,
            "uscc": employer.uscc,
        },
        "entries": [
            {
                "id": entry.id,
                "section": entry.section,
                "title": entry_title(entry.section, entry.values, lists=closed_lists()),
                "values": dict(entry.values),
                "source": entry.source,
                "files": dict(entry.files),
            }
            for entry in entries
        ],
        "files": _files({handle for entry in entries for handle in entry.files.values()}),
        "answers": case.answers,
        "facts": facts,
        "answer": answer_for(case, facts, now),
    }


def _series_name(case: Case) -> str:
    series = pack_for(case).series.get(case.series)
    return series.name if series else case.series


def _files(handles: set[str]) -> dict[str, Any]:
    return {
        file.handle: {
            "name": file.name,
            "media_type": file.media_type,
            "size": file.size,
            "pages": file.pages,
            "sha256": file.sha256,
        }
        for file in ArchiveFile.objects.filter(handle__in=handles)
    }
