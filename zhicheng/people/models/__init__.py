"""Persons, organisations, appointments, and the archive a person keeps."""

from zhicheng.people.models.archive import ArchiveEntry, ArchiveFile
from zhicheng.people.models.evidence import Evidence
from zhicheng.people.models.organisation import Appointment, Organisation
from zhicheng.people.models.person import Person

__all__ = ["Appointment", "ArchiveEntry", "ArchiveFile", "Evidence", "Organisation", "Person"]
