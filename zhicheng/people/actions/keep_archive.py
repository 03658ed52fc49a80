"""Keep the archive: add an entry, save a field as typed, take an entry out; pulled entries stand as they came."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from zhicheng.domain.archive import SECTIONS, EntryReading, read_entry, section_of
from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.people.archive_reading import as_entry
from zhicheng.people.hold_archive import hold_archive
from zhicheng.people.models import ArchiveEntry, ArchiveFile

Lists = Mapping[str, Collection[str]]
MOST_ENTRIES = 60
LONGEST_TEXT = 5000


def add_entry(section: str, *, actor: Actor, now: datetime) -> ArchiveEntry:
    """An empty entry of this section; the one there is, for a section that has only one."""
    if section not in {one.code for one in SECTIONS}:
        raise NotYours
    mine = ArchiveEntry.objects.filter(person_id=actor.person_id, section=section, removed_at=None)
    with transaction.atomic():
        hold_archive(actor.person_id)
        single = None if section_of(section).repeats else mine.first()
        if single:
            return single
        if mine.count() >= MOST_ENTRIES:
            raise Refused(f"这一栏最多 {MOST_ENTRIES} 条。请合并或删除用不到的条目。")
        entry = ArchiveEntry.objects.create(person_id=actor.person_id, section=section, created_at=now, saved_at=now)
        _record("archive_add", entry, actor, now)
    return entry


def save_fields(
    handle: str,
    values: dict[str, str],
    *,
    actor: Actor,
    now: datetime,
    seen: int | None = None,
    lists: Lists | None = None,
) -> tuple[ArchiveEntry, EntryReading]:
    """Save fields exactly as typed, wrong ones too; returns the entry and how it reads now. Raises StalePage."""
    with transaction.atomic():
        entry = _own(handle, actor)
        if entry.source != "typed":
            raise NotNow("这一条由登记库核验取得，不需要也不能修改。有误的，请向数据来源部门申请更正。")
        if seen is not None and seen != entry.version:
            raise StalePage("这一条在别的页面里改过了。您刚填的内容还在本机，请刷新后选择保留哪一个。")
        known = {field.name: field for field in section_of(entry.section).fields}
        for name, value in values.items():
            if name not in known or len(value) > LONGEST_TEXT:
                raise Refused(f"内容过长，最多 {LONGEST_TEXT} 个字。" if name in known else "没有这一项。")
            if "\x00" in value:
                raise Refused("内容里有不能保存的字符，请删去后再填。")
            if known[name].kind == "file" and value:
                own_file(value, actor)
        entry.values = entry.values | values
        entry.version += 1
        entry.saved_at = now
        entry.save()
        _record("archive_save", entry, actor, now, fields=sorted(values))
    return entry, reading_of(entry, now, lists)


def remove_entry(handle: str, *, actor: Actor, now: datetime) -> ArchiveEntry:
    """Take the entry out of the archive; submitted cases keep their own copy."""
    with transaction.atomic():
        entry = _own(handle, actor)
        if entry.source != "typed":
            raise NotNow("登记库核验取得的条目不能删除。")
        entry.removed_at = now
        entry.save(update_fields=["removed_at"])
        _record("archive_remove", entry, actor, now)
    return entry


def reading_of(entry: ArchiveEntry, now: datetime, lists: Lists | None = None) -> EntryReading:
    """How the entry reads on the legal day of `now`, uploads asked for; `lists` are the deployment's closed lists."""
    one = as_entry(entry)
    return read_entry(one.section, one.values, today=legal_day(now), source=one.source, files=one.files, lists=lists)


def own_file(handle: str, actor: Actor) -> ArchiveFile:
    """The person's own file. Raises NotYours for any other."""
    found = ArchiveFile.objects.filter(handle=handle, person_id=actor.person_id).first()
    if found is None:
        raise NotYours("没有找到这个文件，请重新上传。")
    return found


def _own(handle: str, actor: Actor) -> ArchiveEntry:
    hold_archive(actor.person_id)
    mine = ArchiveEntry.objects.filter(handle=handle, person_id=actor.person_id, removed_at=None)
    entry = mine.first()
    if entry is None:
        raise NotYours
    return entry


def _record(act: str, entry: ArchiveEntry, actor: Actor, now: datetime, **details: object) -> None:
    details["section"] = entry.section
    record(act, subject=f"archive:{entry.handle}", actor=actor, now=now, details=details)
