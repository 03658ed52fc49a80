"""Reads of a person's own archive: entries, files, and how far each register was asked."""

from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import Actor
from zhicheng.people.actions.keep_archive import own_file
from zhicheng.people.models import ArchiveEntry, ArchiveFile, Evidence


def own_entries(actor: Actor, section: str = "") -> list[ArchiveEntry]:
    """The actor's entries in the order in which they were made, each with its evidence."""
    mine = ArchiveEntry.objects.filter(person_id=actor.person_id, removed_at=None).select_related("evidence")
    if section:
        mine = mine.filter(section=section)
    return list(mine.order_by("pk"))


def own_entry(actor: Actor, handle: str) -> ArchiveEntry:
    """One entry. Raises NotYours for any other person's."""
    mine = ArchiveEntry.objects.filter(handle=handle, person_id=actor.person_id, removed_at=None)
    found = mine.select_related("evidence").first()
    if found is None:
        raise NotYours
    return found


def own_files(actor: Actor) -> dict[str, ArchiveFile]:
    """The actor's files by handle."""
    return {file.handle: file for file in ArchiveFile.objects.filter(person_id=actor.person_id)}


def latest_questions(actor: Actor) -> dict[str, Evidence]:
    """The latest question to each register, by register."""
    asked = Evidence.objects.filter(person_id=actor.person_id).order_by("asked_at", "pk")
    return {one.register: one for one in asked.defer("raw_sealed")}


__all__ = ["latest_questions", "own_entries", "own_entry", "own_file", "own_files"]
