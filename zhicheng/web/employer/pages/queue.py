"""The unit's queue as a page: heaps with counts, the rows of one heap, and what to do next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from zhicheng.cases.bureau_queries import page_of
from zhicheng.cases.employer_queries import HEAPS, Heap, heap, heap_counts
from zhicheng.cases.unit_case_queries import own_case_here
from zhicheng.domain.eligibility.words import LEVEL
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import EMPLOYER_ROLES, Actor, Role
from zhicheng.people.unit_people import people_of_unit
from zhicheng.policy.deployment import deployed_pack
from zhicheng.web.employer.pages.forwarding import OpenBy, open_by

NEXT_WORDS = {
    "objection": "核实处理 {n} 件异议",
    "recommend": "推荐上报 {n} 人",
    "return": "退回 {n} 件，一次说清要补正的内容",
    "publicise": "公示 {n} 人",
    "check": "核实 {n} 件申报",
}
FOR_THE_HEAD = ("objection", "recommend")
LONG_DAYS = 5


@dataclass(frozen=True, slots=True)
class HeapLink:
    heap: Heap
    url: str
    count: int
    active: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One case of the heap."""

    case: Any
    url: str
    series: str
    level: str
    waited: int | None
    open_by: OpenBy | None

    @property
    def long(self) -> bool:
        return self.waited is not None and self.waited >= LONG_DAYS


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the unit should do first, and why."""

    title: str
    text: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    heaps: list[HeapLink]
    chosen: Heap
    rows: list[Row]
    pager: dict[str, str]
    next: NextStep | None
    name: str
    own_case: bool
    alone: bool


def queue_page(actor: Actor, query: QueryDict, now: datetime) -> QueuePage:
    """The queue as an address asks for it; without a choice, the first heap that waits for this actor."""
    counts = heap_counts(actor, now)
    asked = query.get("heap", "")
    chosen = HEAPS[asked if asked in HEAPS else _first(actor, counts)]
    name = query.get("name", "").strip()
    cases = heap(actor, chosen.code, now)
    if name:
        cases = cases.filter(person__name__contains=name)
    page = page_of(cases, after=query.get("after", ""), before=query.get("before", ""), newest_first=not chosen.ours)
    own = own_case_here(actor)
    return QueuePage(
        heaps=[HeapLink(one, _address(heap=one.code), counts[one.code], one is chosen) for one in HEAPS.values()],
        chosen=chosen,
        rows=[_row(case, now) for case in page.cases],
        pager={
            "previous_url": _paged(chosen, name, "before", page.before),
            "next_url": _paged(chosen, name, "after", page.after),
        },
        next=_next(actor, counts),
        name=name,
        own_case=own,
        alone=own and not _colleague(actor, now),
    )


def _first(actor: Actor, counts: dict[str, int]) -> str:
    return next((code for code in _order(actor) if counts[code]), "check")


def _order(actor: Actor) -> list[str]:
    """What comes first: what holds somebody up, and for a clerk nothing that only the head may do."""
    return [code for code in NEXT_WORDS if actor.role is Role.EMPLOYER_HEAD or code not in FOR_THE_HEAD]


def _next(actor: Actor, counts: dict[str, int]) -> NextStep | None:
    code = next((one for one in _order(actor) if counts[one]), None)
    if code is None:
        return None
    others = [f"{HEAPS[one].label} {counts[one]} 件" for one in _order(actor) if counts[one] and one != code]
    url = reverse("employer-publicity-new") if code == "publicise" else _address(heap=code)
    return NextStep(NEXT_WORDS[code].format(n=counts[code]), "、".join(others), url, f"去办：{HEAPS[code].label}")


def _row(case: Any, now: datetime) -> Row:
    series = deployed_pack().series.get(case.series)
    waited = (legal_day(now) - legal_day(case.arrived_at)).days if case.arrived_at else None
    url = reverse("employer-case", args=[case.handle])
    return Row(case, url, series.name if series else case.series, LEVEL.get(case.level, ""), waited, open_by(case, now))


def _colleague(actor: Actor, now: datetime) -> bool:
    roles = [role.value for role in EMPLOYER_ROLES]
    return people_of_unit(actor, legal_day(now)).filter(role__in=roles).exclude(person_id=given(actor.person)).exists()


def _address(**query: str) -> str:
    return f"{reverse('employer-home')}?{urlencode(query)}"


def _paged(chosen: Heap, name: str, side: str, mark: str) -> str:
    given = {"name": name} if name else {}
    return _address(heap=chosen.code, **given, **{side: mark}) if mark else ""
