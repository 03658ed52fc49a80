"""The queue as a page: tabs with counts, filters, rows with days waited."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from zhicheng.cases.bureau_queries import COUNTED_UP_TO, TABS, counts, page_of, queue
from zhicheng.domain.eligibility.words import LEVEL
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor
from zhicheng.domain.words import batch_words
from zhicheng.policy.deployment import deployed_pack
from zhicheng.web.bureau.pages.place import Place, place_of

LONG_DAYS = 10


@dataclass(frozen=True, slots=True)
class TabLink:
    label: str
    url: str
    active: bool
    count: str


@dataclass(frozen=True, slots=True)
class Row:
    """One case of the queue."""

    case: Any
    url: str
    series: str
    level: str
    waited: int | None

    @property
    def long(self) -> bool:
        return self.waited is not None and self.waited >= LONG_DAYS


@dataclass(frozen=True, slots=True)
class QueuePage:
    place: Place
    tabs: list[TabLink]
    rows: list[Row]
    pager: dict[str, str]
    choices: dict[str, list[tuple[str, str]]]


def queue_page(actor: Actor, query: QueryDict, now: datetime) -> QueuePage:
    """The page of the queue that an address asks for."""
    place = place_of(query)
    cases = queue(actor, place.tab.code, place.filters)
    page = page_of(
        cases,
        after=query.get("after", ""),
        before=query.get("before", ""),
        newest_first=place.tab.newest_first,
    )
    return QueuePage(
        place,
        _tabs(actor, place),
        [row_of(case, place, legal_day(now)) for case in page.cases],
        {
            "previous_url": _paged(place, "before", page.before),
            "next_url": _paged(place, "after", page.after),
        },
        choices(),
    )


def row_of(case: Any, place: Place, today: date) -> Row:
    waited = (today - legal_day(case.arrived_at)).days if case.arrived_at else None
    series = deployed_pack().series.get(case.series)
    name = series.name if series else case.series
    return Row(case, place.case_url(case.handle), name, LEVEL.get(case.level, ""), waited)


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the filters offer."""
    series = sorted(deployed_pack().series.values(), key=lambda one: one.name)
    return {
        "level": [(code, LEVEL[code]) for code in ("technician", "assistant", "intermediate")],
        "series": [(one.code, one.name) for one in series],
        "batch": [(batch, _batch_name(batch)) for batch in _batches()],
    }


def _batch_name(batch: str) -> str:
    """2024年第三批, with the county's name where the county takes its own dates."""
    county = deployed_pack().regions.get(batch.partition("-")[0])
    return batch_words(batch) + (f"（{county.name}）" if county else "")


def _batches() -> list[str]:
    """The batches of the pack in force, newest first."""
    pack = deployed_pack()
    known = {batch.id: batch.opens for batches in (pack.batches, *pack.own_batches.values()) for batch in batches}
    return sorted(known, key=lambda one: (known[one], one), reverse=True)


def _tabs(actor: Actor, place: Place) -> list[TabLink]:
    found = counts(actor)
    return [
        TabLink(
            tab.label,
            f"{reverse('bureau-queue')}?{urlencode({'tab': code})}",
            tab.code == place.tab.code,
            str(found[code]) if found[code] <= COUNTED_UP_TO else f"{COUNTED_UP_TO}+",
        )
        for code, tab in TABS.items()
        if code != "elsewhere" or found[code] or place.tab.code == code
    ]


def _paged(place: Place, side: str, mark: str) -> str:
    return f"{place.queue_url}&{urlencode({side: mark})}" if mark else ""
