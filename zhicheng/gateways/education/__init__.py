"""The schooling register (学历库): which diplomas and degrees a person has on record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from zhicheng.gateways.register import Evidence, Subject, Unavailable

__all__ = ["Degree", "Diploma", "EducationAnswer", "EducationRecords", "Subject", "Unavailable", "education_records"]


@dataclass(frozen=True, slots=True)
class Diploma:
    """A diploma on record; codes are those of the archive's section `schooling`. All are of Chinese schools."""

    level: str
    conclusion: str
    mode: str
    graduated_on: date
    enrolled_on: date | None
    school: str
    speciality: str
    certificate_number: str

    def as_entry(self) -> dict[str, str]:
        """The values of an archive entry in section `schooling`."""
        return {
            "level": self.level,
            "conclusion": self.conclusion,
            "mode": self.mode,
            "date": self.graduated_on.isoformat(),
            "enrolled": self.enrolled_on.isoformat() if self.enrolled_on else "",
            "school": self.school,
            "speciality": self.speciality,
            "country": "CN",
            "certificate_number": self.certificate_number,
        }


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree on record; codes are those of the archive's section `degree`."""

    level: str
    awarded_on: date
    school: str
    speciality: str
    certificate_number: str

    def as_entry(self) -> dict[str, str]:
        """The values of an archive entry in section `degree`."""
        return {
            "level": self.level,
            "date": self.awarded_on.isoformat(),
            "school": self.school,
            "speciality": self.speciality,
            "country": "CN",
            "certificate_number": self.certificate_number,
        }


@dataclass(frozen=True, slots=True)
class EducationAnswer:
    """All that the register knows; `on_record` is False when it answered that it knows nothing of this person."""

    on_record: bool
    diplomas: tuple[Diploma, ...]
    degrees: tuple[Degree, ...]
    evidence: Evidence


class EducationRecords(Protocol):
    def schooling_of(self, subject: Subject, *, now: datetime) -> EducationAnswer:
        """All diplomas and degrees on record of the subject; empty when the register knows none.

        `now` carries its time zone. Raises Unavailable when the register cannot be asked now or its answer cannot
        be trusted: that is silence, and never "none".
        """


def education_records() -> EducationRecords:
    """The register of this deployment, as the settings name it."""
    adapter = import_string(settings.ZHICHENG_EDUCATION_RECORDS)
    return cast(EducationRecords, adapter(settings.ZHICHENG_EDUCATION_URL, settings.ZHICHENG_EDUCATION_SECRET))
