"""A person's archive as the pure domain reads it."""

from zhicheng.domain.archive import SECTIONS, ArchiveEntry, section_of
from zhicheng.people.models import ArchiveEntry as EntryRow

ORDER = {section.code: place for place, section in enumerate(SECTIONS)}


def entries_of(person_id: int) -> list[ArchiveEntry]:
    """Every entry that was not removed, section by section as the archive has them, each in the order it was made."""
    rows = EntryRow.objects.filter(person_id=person_id, removed_at=None).order_by("pk")
    return [as_entry(row) for row in sorted(rows, key=lambda row: ORDER[row.section])]


def as_entry(row: EntryRow) -> ArchiveEntry:
    """One row; the handles of its files apart from its other values."""
    files = {
        field.name: row.values[field.name]
        for field in section_of(row.section).fields
        if field.kind == "file" and row.values.get(field.name)
    }
    return ArchiveEntry(id=row.handle, section=row.section, values=row.values, source=row.source, files=files)
