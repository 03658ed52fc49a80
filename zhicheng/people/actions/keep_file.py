"""Enter an examined upload, whose bytes the file store already holds, into the person's files."""

from datetime import datetime

from django.db import transaction

from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.people.hold_archive import hold_archive
from zhicheng.people.models import ArchiveFile

MOST_FILES = 100


def keep_file(
    *, actor: Actor, now: datetime, name: str, media_type: str, size: int, pages: int, sha256: str, original: bool
) -> ArchiveFile:
    """The row of the file; the same bytes uploaded twice under one name are one file."""
    mine = ArchiveFile.objects.filter(person_id=actor.person_id)
    with transaction.atomic():
        hold_archive(actor.person_id)
        same = mine.filter(sha256=sha256, name=name[:255]).first()
        if same:
            return same
        if mine.count() >= MOST_FILES:
            raise Refused(f"最多保存 {MOST_FILES} 个文件。请先删除用不到的文件。")
        file = ArchiveFile.objects.create(
            person_id=actor.person_id,
            name=name[:255],
            media_type=media_type,
            size=size,
            pages=pages,
            sha256=sha256,
            declared_original=original,
            received_at=now,
        )
        record("file_keep", subject=f"file:{file.handle}", actor=actor, now=now, details={"sha256": sha256})
    return file
