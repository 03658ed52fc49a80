"""The archive (业绩档案库): its sections and fields, and how typed entries are read, compared and turned into facts."""

from zhicheng.domain.archive.codes import Choice
from zhicheng.domain.archive.crossing import CrossFault, cross_faults
from zhicheng.domain.archive.entry import ArchiveEntry, Source
from zhicheng.domain.archive.facts import facts_from, proof_of
from zhicheng.domain.archive.reading import EntryReading, read_entry
from zhicheng.domain.archive.sections import SECTIONS, Field, FieldKind, Section, section_of
from zhicheng.domain.archive.titles import entry_title, value_label

__all__ = [
    "SECTIONS",
    "ArchiveEntry",
    "Choice",
    "CrossFault",
    "EntryReading",
    "Field",
    "FieldKind",
    "Section",
    "Source",
    "cross_faults",
    "entry_title",
    "facts_from",
    "proof_of",
    "read_entry",
    "section_of",
    "value_label",
]
