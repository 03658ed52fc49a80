"""What several papers say, and what every paper carries."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every paper carries: the day that it bears (also its creation date), and whether it is a demo's specimen."""

    dated: date
    demo: bool


@dataclass(frozen=True, kw_only=True)
class Target:
    """The title that is asked for or given."""

    series: str
    speciality: str
    title: str
    level: str


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to ask or to tell: office and telephone, the rest where there is one."""

    office: str
    telephone: str
    address: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Period:
    """A publicity: its first and last day, and the very working days that were counted."""

    starts_on: date
    ends_on: date
    counted_days: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """A line of a public list: these fields and no other may be published."""

    serial: int
    name: str
    employer: str
    series: str
    speciality: str
    title: str
    level: str


@dataclass(frozen=True, kw_only=True)
class IssueLogHead:
    """The public issue log at a moment: entries, root in hexadecimal, an aware moment in the bureau's zone.

    Printed on many papers it binds the log: nobody can afterwards change, remove or back-date what was in it.
    """

    size: int
    root: str
    signed_at: datetime
