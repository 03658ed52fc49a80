"""What the demo knows of somebody who applies: person, schooling, work, and what is asked for."""

from dataclasses import dataclass, field
from datetime import date

DEGREE_OF = {"bachelor": "bachelor", "postgraduate": "master", "doctoral": "doctor"}
YEARS_OF_STUDY = {"secondary": 3, "junior_college": 3, "bachelor": 4, "postgraduate": 3, "doctoral": 4}


@dataclass(frozen=True, slots=True)
class Study:
    """A diploma and the degree that came with it; abroad it is proved by an attestation instead of the register."""

    level: str
    school: str
    speciality: str
    day: str
    degree: str = ""
    country: str = "CN"
    mode: str = "full_time"
    begun: str = ""

    @property
    def enrolled(self) -> str:
        return self.begun or f"{int(self.day[:4]) - YEARS_OF_STUDY[self.level]}-09-01"


def study(level: str, school: str, speciality: str, day: str, *, country: str = "CN", mode: str = "full_time") -> Study:
    """A diploma with the degree that usually comes with it."""
    return Study(level, school, speciality, day, DEGREE_OF.get(level, ""), country, mode)


@dataclass(frozen=True, slots=True)
class Job:
    """A post held from a day to a day; without an end, held still. `unit` is a key of the world or a full name."""

    unit: str
    post: str
    content: str
    begun: str
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Applicant:
    """One applicant. `registers`: how the two registers answered before the story begins (pulled, unknown, down),
    or `unasked`; `mark` is how the stand-in will answer when asked later."""

    name: str
    gender: str
    born: date
    unit: str
    speciality: str
    studies: tuple[Study, ...]
    jobs: tuple[Job, ...]
    forms: tuple[tuple[int, str], ...] = ()
    series: str = "engineering"
    level: str = "assistant"
    title: str = ""
    licences: tuple[tuple[str, str], ...] = ()
    titles: tuple[dict[str, str], ...] = ()
    id_kind: str = "resident_id"
    id_number: str = ""
    ethnicity: str = "汉族"
    nationality: str = ""
    registers: str = "pulled"
    mark: str = ""
    note: str = ""
    own: dict[str, str] = field(default_factory=dict)

    @property
    def is_from_abroad(self) -> bool:
        return any(one.country != "CN" for one in self.studies)
