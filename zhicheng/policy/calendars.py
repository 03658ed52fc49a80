"""The working-day calendar read from `policies/calendar/`, one file a year, each with its notice."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from zhicheng.domain.workdays import NamedDay, WorkCalendar
from zhicheng.policy.packs import policies_dir
from zhicheng.policy.strict import BadPack, Section, read_yaml

_LONGEST_HOLIDAY = 31


def load_calendar(root: Path | None = None) -> WorkCalendar:
    """The calendar of all years in the policies folder, read once. Raises BadPack with every fault."""
    return _load((root or policies_dir()) / "calendar")


@lru_cache(maxsize=16)
def _load(folder: Path) -> WorkCalendar:
    faults: list[str] = []
    holidays: dict[date, NamedDay] = {}
    make_up_days: dict[date, NamedDay] = {}
    years = []
    for path in sorted(folder.glob("*.yaml")):
        section = Section(read_yaml(path), path.name, faults)
        year = section.whole("year")
        if path.stem != str(year):
            section.fault("year", f"must be {path.stem}, as the file says; got {year}")
        years.append(year)
        _read_year(section, year, holidays, make_up_days)
        section.done()
    faults += [f"{later}: the year before it is missing" for earlier, later in pairwise(years) if later != earlier + 1]
    if not years:
        faults.append("no year is there")
    if faults:
        raise BadPack(str(folder), faults)
    return WorkCalendar(date(years[0], 1, 1), date(years[-1], 12, 31), holidays, make_up_days)


def _read_year(section: Section, year: int, holidays: dict[date, NamedDay], make_up_days: dict[date, NamedDay]) -> None:
    notice = section.text("notice")
    for row in section.rows("holidays"):
        named, first, last = NamedDay(row.text("name"), notice), row.day("from"), row.day("to")
        row.done()
        if not (first.year == last.year == year and 0 <= (last - first).days < _LONGEST_HOLIDAY):
            row.fault("to", f"must be a span within {year}, first day first")
            continue
        for step in range((last - first).days + 1):
            _put(holidays, first + timedelta(days=step), named, row)
    days = section.raw("make_up_days")
    for day in days if isinstance(days, list) else [days]:
        if type(day) is not date or day.year != year:
            section.fault("make_up_days", f"{day!r} is no date of {year}")
        elif day in holidays or day.weekday() < 5:
            section.fault("make_up_days", f"{day} is a holiday, or a working day anyway")
        else:
            _put(make_up_days, day, NamedDay("调休上班", notice), section)


def _put(days: dict[date, NamedDay], day: date, named: NamedDay, section: Section) -> None:
    if day in days:
        section.fault("holidays", f"{day} is there twice")
    days[day] = named
