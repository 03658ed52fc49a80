"""The windows for applications as a visitor reads them: open, coming or over, and the last safe day."""

from dataclasses import dataclass
from datetime import date, datetime

from zhicheng.domain.eligibility.pack import Batch, Pack, Region
from zhicheng.domain.eligibility.submitting import submit_by
from zhicheng.domain.eligibility.words import LEVEL
from zhicheng.domain.legal_time import closes_at, legal_day
from zhicheng.domain.workdays import WorkCalendar

NUMERALS = "一二三四五六七八九十"
JUNIOR = ["technician", "assistant"]


@dataclass(frozen=True, slots=True)
class Window:
    """One batch; `safe_day` None where the calendar does not reach. `state` is open, coming or over."""

    name: str
    opens: date
    closes: date
    closes_at: datetime
    safe_day: date | None
    state: str
    safe_day_over: bool


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of one bureau for some levels; without any, its office and telephone say when."""

    code: str
    place: str
    levels: str
    areas: str
    office: str
    telephone: str
    windows: tuple[Window, ...]

    @property
    def current(self) -> tuple[Window, ...]:
        """What is open now; when nothing is, the next to come."""
        found = tuple(one for one in self.windows if one.state == "open")
        return found or tuple(one for one in self.windows if one.state == "coming")[:1]


def windows_of(pack: Pack, calendar: WorkCalendar, now: datetime) -> list[Windows]:
    """The city's windows, then those of each region that sets its own."""
    own = {code: _own_levels(pack, code) for code in pack.regions}
    found = [_city(pack, own, calendar, now)]
    for code, levels in own.items():
        if levels:
            batches = pack.batches_for(code, levels[0])
            found.append(_windows(pack, pack.regions[code], levels, "", batches, calendar, now))
    return found


def _city(pack: Pack, own: dict[str, list[str]], calendar: WorkCalendar, now: datetime) -> Windows:
    city = pack.regions[pack.city]
    everything = [pack.regions[code].name for code, levels in own.items() if not levels]
    some = next((code for code, levels in own.items() if levels), None)
    rest = [level for level in _levels(pack) if some and level not in own[some]]
    areas = "、".join(everything) + (f"；各区县的{_words(rest)}" if rest else "")
    return _windows(pack, city, _levels(pack), areas, pack.batches, calendar, now)


def _own_levels(pack: Pack, code: str) -> list[str]:
    deciders = {level: pack.decider_for(code, level) for level in _levels(pack)}
    return [level for level, decider in deciders.items() if decider and decider.batches == "own"]


def _levels(pack: Pack) -> list[str]:
    return [level for level in LEVEL if level in pack.reading.levels_by_determination]


def _words(levels: list[str]) -> str:
    words = "、".join(LEVEL[level] for level in levels)
    return f"初级（{words}）" if levels == JUNIOR else words


def _windows(
    pack: Pack,
    region: Region,
    levels: list[str],
    areas: str,
    batches: tuple[Batch, ...],
    calendar: WorkCalendar,
    now: datetime,
) -> Windows:
    shown = tuple(one_window(pack, place, batch, calendar, now) for place, batch in enumerate(batches))
    return Windows(region.code, region.name, _words(levels), areas, region.office, region.phone, shown)


def one_window(pack: Pack, place: int, batch: Batch, calendar: WorkCalendar, now: datetime) -> Window:
    """The batch that stands at `place` among its bureau's batches of the pack."""
    today = legal_day(now)
    safe = submit_by(batch, pack, calendar)
    return Window(
        name=f"第{NUMERALS[place] if place < len(NUMERALS) else place + 1}批",
        opens=batch.opens,
        closes=batch.closes,
        closes_at=closes_at(batch.closes),
        safe_day=safe,
        state="coming" if today < batch.opens else "open" if today <= batch.closes else "over",
        safe_day_over=bool(safe and safe < today),
    )
