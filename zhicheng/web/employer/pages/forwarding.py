"""Until when a unit should open its publicity, so that it can forward within the batch of the case."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.periods import last_safe_day
from zhicheng.domain.states import State
from zhicheng.domain.words import SOON_DAYS, cn_date
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.policy.deployment import PackChanged, calendar, pack_of


@dataclass(frozen=True, slots=True)
class OpenBy:
    """The last day to open the publicity, and the batch's closing day, as seen on `today` (days at the bureau)."""

    day: date
    closes: date
    today: date

    @property
    def days(self) -> int:
        """How many days are left; below zero when the day is past."""
        return (self.day - self.today).days

    @property
    def tone(self) -> str:
        return "wait" if self.days <= SOON_DAYS else "quiet"

    @property
    def left(self) -> str:
        """What is left, or what being late means."""
        if self.days < 0:
            return "已过，上报会晚于批次截止，仍可办理"
        return "就在今天" if self.days == 0 else f"还有 {self.days} 天"

    @property
    def words(self) -> str:
        """The advice without what is left."""
        day, closes = self._said(self.day), self._said(self.closes)
        if self.days < 0:
            return f"要在{closes}24:00 前上报，应在{day}前（含当日）开始公示"
        return f"请在{day}前（含当日）开始公示，才能在{closes}24:00 前上报"

    @property
    def brief(self) -> str:
        """The same for a row of a list."""
        return f"{self._said(self.day)}前（含当日）开始公示"

    def _said(self, day: date) -> str:
        return cn_date(day).removeprefix(f"{self.today.year}年")


def open_by(case: Any, now: datetime) -> OpenBy | None:
    """For a case that its unit looks through; None elsewhere, and where pack or calendar do not tell."""
    if case.state != State.WITH_EMPLOYER:
        return None
    try:
        pack = pack_of(case.policy_pack, case.policy_sha256)
        batches = pack.batches_for(case.employer.affiliation, case.level)
        closes = next((one.employer_closes for one in batches if one.id == case.batch), None)
        if closes is None:
            return None
        rules = pack.publicity
        day = last_safe_day(closes, rules.employer_days, calendar(), count_start=rules.count_start)
    except (PackChanged, CalendarRunsOut):
        return None
    return OpenBy(day, closes, legal_day(now))
