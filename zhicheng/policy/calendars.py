"""The working-day calendar read from `policies/calendar/`, one file a year, each with its notice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhicheng.domain.workdays import NamedDay, WorkCalendar
from zhicheng.policy.files.strict import BadPack, Section, read_yaml
from zhicheng.policy.packs import policies_dir

_LONGEST_HOLIDAY = 31
_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2100
Years = Mapping[str, dict[str, Any]]


def load_calendar(root: Path | None = None) -> WorkCalendar:
    """The calendar of all years in the policies folder, read once. Raises BadPack with every fault."""
    return _load(root or policies_dir())


@lru_cache(maxsize=16)
def _load(root: Path) -> WorkCalendar:
    return calendar_from(years_in(root), str(root / "calendar"))


def years_in(root: Path) -> dict[str, dict[str, Any]]:
    """The plain content of each year in the policies folder, by the name of its file. Raises BadPack."""
    return {path.name: read_yaml(path) for path in sorted((root / "calendar").glob("*.yaml"))}


def calendar_from(contents: Years, where: str = "calendar") -> WorkCalendar:
    """The calendar of these years, each under the name of its file, `2025.yaml`. Raises BadPack with every fault."""
    faults: list[str] = []
    holidays: dict[date, NamedDay] = {}
    make_up_days: dict[date, NamedDay] = {}
    years = []
    for name in sorted(contents):
        section = Section(contents[name], name, faults)
        year = section.whole("year")
        if name != f"{year}.yaml":
            section.fault("year", f"must be {name.removesuffix('.yaml')}, as the file says; got {year}")
        if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
            section.fault("year", f"must be from {_EARLIEST_YEAR} to {_LATEST_YEAR}; got {year}")
        years.append(year)
        _read_year(section, year, holidays, make_up_days)
        section.done()
    faults += [f"{later}: the year before it is missing" for earlier, later in pairwise(years) if later != earlier + 1]
    if not years:
        faults.append("no year is there")
    if faults:
        raise BadPack(where, faults)
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
