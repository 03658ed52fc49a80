"""Where in the queue somebody stands: the tab and the filters, carried in the address from page to page."""

from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from zhicheng.cases.bureau_queries import TABS, Filters, Tab, beside, queue
from zhicheng.domain.permissions import Actor

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A tab of the queue and what narrows it."""

    tab: Tab
    filters: Filters

    @property
    def query(self) -> str:
        return urlencode({"tab": self.tab.code, **self.filters.given})

    @property
    def queue_url(self) -> str:
        return f"{reverse('bureau-queue')}?{self.query}"

    def case_url(self, handle: str) -> str:
        return f"{reverse('bureau-case', args=[handle])}?{self.query}"

    def at(self, name: str, handle: str) -> str:
        """The address of another page of the case, from which one comes back to this place."""
        return f"{reverse(name, args=[handle])}?{self.query}"


def place_of(query: QueryDict) -> Place:
    """The place that an address names; the first tab and no filter where it names none."""
    tab = TABS.get(query.get("tab", ""), TABS["new"])
    given = {one.name: query.get(one.name, "").strip()[:LONGEST] for one in fields(Filters)}
    return Place(tab, Filters(**given))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The cases around the one in hand: `rows` for the narrow list, and where J and K lead."""

    rows: list[Any]
    previous_url: str
    next_url: str


def neighbours(actor: Actor, place: Place, case: Any) -> Neighbours:
    """The narrow queue beside a case; a case that has left the tab still shows where it stood."""
    cases = queue(actor, place.tab.code, place.filters)
    earlier, later = beside(cases, case, newest_first=place.tab.newest_first)
    return Neighbours(
        [*earlier, case, *later],
        place.case_url(earlier[-1].handle) if earlier else "",
        place.case_url(later[0].handle) if later else "",
    )


def after_act(actor: Actor, place: Place, case: Any) -> str:
    """Where an officer goes on after an act: the next case of the same tab, else the queue."""
    around = neighbours(actor, place, case)
    return around.next_url or around.previous_url or place.queue_url
