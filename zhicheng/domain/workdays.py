"""Working days by the State Council's yearly notices; where their list ends, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class CalendarRunsOut(LookupError):
    """No notice covers the day that is asked for."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """Why a day is other than its weekday says, and the notice that says so."""

    name: str
    notice: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Holidays and make-up days between the first and the last day known, both included."""

    known_from: date
    known_until: date
    holidays: Mapping[date, NamedDay]
    make_up_days: Mapping[date, NamedDay]

    def is_workday(self, day: date) -> bool:
        """Whether people work on `day`. Raises CalendarRunsOut for a day that no notice covers."""
        if not self.known_from <= day <= self.known_until:
            raise self._runs_out(day)
        if day in self.make_up_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def why(self, day: date) -> NamedDay | None:
        """The holiday or make-up day that `day` is by a notice; None when its weekday decides."""
        return self.make_up_days.get(day) or self.holidays.get(day)

    def workdays_from(self, day: date) -> Iterator[date]:
        """Working days in order, `day` included if it is one. Raises CalendarRunsOut past the last known day."""
        while True:
            if self.is_workday(day):
                yield day
            day += ONE_DAY

    def first_workday(self, day: date) -> date:
        """`day` if it is a working day, else the next one."""
        return next(self.workdays_from(day))

    def counted(self, start: date, count: int, *, count_start: bool = False) -> tuple[date, ...]:
        """The `count` working days counted from `start`, which itself counts only if `count_start` and a working day.

        Raises ValueError for fewer than one day, CalendarRunsOut past the last known day.
        """
        if count < 1:
            raise ValueError(f"至少要数1个工作日，得到{count}")
        if start > self.known_until:
            raise self._runs_out(start)
        days = self.workdays_from(start if count_start else start + ONE_DAY)
        return tuple(next(days) for _ in range(count))

    def last_day(self, start: date, count: int, *, count_start: bool = False) -> date:
        """The last of `count` working days from `start`; errors as in `counted`."""
        return self.counted(start, count, count_start=count_start)[-1]

    def workdays_between(self, after: date, until: date) -> int:
        """How many working days lie after `after` and up to `until`; 0 when `until` is not later."""
        days = (until - after).days
        return sum(self.is_workday(after + timedelta(days=step)) for step in range(1, days + 1))

    def _runs_out(self, day: date) -> CalendarRunsOut:
        known = f"没有{day}的节假日安排：已知的日历为{self.known_from}至{self.known_until}"
        return CalendarRunsOut(f"{known}，之后的安排公布后才能计算" if day > self.known_until else known)
