"""What a bureau's officer finds in the queue: by tab, by filter, page by page, and beside the case in hand."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhicheng.cases.models import Case, Objection
from zhicheng.cases.models.case import OPEN_CHANGE
from zhicheng.cases.queries import cases_seen_by
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import State

PAGE = 25
COUNTED_UP_TO = 999
BEFORE, AFTER = 8, 16


@dataclass(frozen=True, slots=True)
class Tab:
    """One heap of the queue: what it is called, and what an empty one says."""

    code: str
    label: str
    empty: str
    newest_first: bool = False


TABS: dict[str, Tab] = {
    tab.code: tab
    for tab in (
        Tab("new", "待初审", "单位推荐上报后，申报会出现在这里。"),
        Tab("second", "待第二人批准", "有人提出通过意见后，申报会出现在这里，由另一人批准。"),
        Tab("returned", "已退回", "退回补正的申报会出现在这里，等申报人再次提交。"),
        Tab("approved", "待公示", "第二人批准后，申报会出现在这里，等待列入公示名单。"),
        Tab("notice", "公示中", "列入公示名单的申报会出现在这里，直到公示期满。"),
        Tab("cleared", "待发文", "公示期满且没有异议的申报会出现在这里，等待发文。"),
        Tab(
            "change",
            "证书变更待决定",
            "有人提出更正、换发、撤销证书或恢复资格后，申报会出现在这里，由另一位负责人决定。",
        ),
        Tab("done", "已办结", "已发文、已发证、未通过和已撤销的申报会出现在这里。", newest_first=True),
        Tab("elsewhere", "本部门接收、市局办理", "所属单位申报、由市局审批的申报会出现在这里，只能查看。"),
    )
}
DONE = (State.DECIDED, State.CERTIFIED, State.REFUSED, State.REVOKED, State.LAPSED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the queue; an empty text narrows nothing. `name` is a person's name or a case number."""

    level: str = ""
    series: str = ""
    batch: str = ""
    employer: str = ""
    name: str = ""

    @property
    def given(self) -> dict[str, str]:
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of cases and the marks from which the neighbouring pages go on ("" where there is none)."""

    cases: list[Case]
    before: str
    after: str


def queue(actor: Actor, tab: str, filters: Filters | None = None) -> QuerySet[Case]:
    """The cases of one tab that this actor sees, unordered, without their frozen copies."""
    seen = cases_seen_by(actor).select_related(None).select_related("person", "employer").defer("answers")
    cases = _narrowed(seen.filter(_in_tab(actor, tab)), filters or Filters())
    return cases.annotate(held=Exists(Objection.objects.filter(case=OuterRef("pk"), decided_at=None)))


def counts(actor: Actor) -> dict[str, int]:
    """How many cases each tab holds, counted no further than COUNTED_UP_TO + 1."""
    seen = cases_seen_by(actor).select_related(None)
    return {code: seen.filter(_in_tab(actor, code)).values("pk")[: COUNTED_UP_TO + 1].count() for code in TABS}


def page_of(cases: QuerySet[Case], *, after: str = "", before: str = "", newest_first: bool = False) -> Page:
    """The page behind the mark `after`, or the one that ends at `before`; a mark that cannot be read is ignored."""
    mark = _read_mark(after or before)
    backwards = mark is not None and not after
    rows = _from_mark(cases, mark, ascending=backwards == newest_first, size=PAGE + 1)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        rows.reverse()
    there_is_before = more if backwards else mark is not None
    there_is_after = True if backwards else more
    return Page(
        rows,
        _mark(rows[0]) if rows and there_is_before else "",
        _mark(rows[-1]) if rows and there_is_after else "",
    )


def beside(cases: QuerySet[Case], case: Case, *, newest_first: bool = False) -> tuple[list[Case], list[Case]]:
    """The few cases before and after this one in the order of the queue, nearest to it at the seam."""
    mark = (case.arrived_at, case.pk) if case.arrived_at else None
    if mark is None:
        return [], []
    earlier = _from_mark(cases, mark, ascending=newest_first, size=BEFORE)
    later = _from_mark(cases, mark, ascending=not newest_first, size=AFTER)
    return earlier[::-1], later


def chosen(actor: Actor, tab: str, handles: Iterable[str]) -> list[Case]:
    """The cases with these handles that still lie in the tab, longest waiting first."""
    return list(queue(actor, tab).filter(handle__in=list(handles)).order_by("arrived_at", "pk"))


def _in_tab(actor: Actor, tab: str) -> Q:
    if tab == "elsewhere":
        return Q(received_by_id=actor.organisation) & ~Q(authority_id=actor.organisation)
    mine = Q(authority_id=actor.organisation)
    kinds = {
        "new": Q(state=State.WITH_BUREAU.value, proposed_by=None),
        "second": Q(state=State.WITH_BUREAU.value, proposed_by__isnull=False),
        "returned": Q(state=State.RETURNED.value, returned_by="bureau"),
        "approved": Q(state=State.APPROVED.value),
        "notice": Q(state=State.PUBLIC_NOTICE.value),
        "cleared": Q(state=State.CLEARED.value),
        "change": OPEN_CHANGE,
        "done": Q(state__in=[state.value for state in DONE]),
    }
    return mine & kinds[tab]


def _narrowed(cases: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    exact = {name: value for name, value in filters.given.items() if name in ("level", "series", "batch")}
    cases = cases.filter(**exact)
    if filters.employer:
        cases = cases.filter(employer__name__contains=filters.employer)
    if filters.name:
        cases = cases.filter(Q(person__name__contains=filters.name) | Q(number=filters.name.upper()))
    return cases


Mark = tuple[datetime, int]


def _from_mark(cases: QuerySet[Case], mark: Mark | None, *, ascending: bool, size: int) -> list[Case]:
    if mark is not None:
        at, pk = mark
        beyond = Q(arrived_at__gt=at) | Q(arrived_at=at, pk__gt=pk)
        below = Q(arrived_at__lt=at) | Q(arrived_at=at, pk__lt=pk)
        cases = cases.filter(beyond if ascending else below)
    order = ("arrived_at", "pk") if ascending else ("-arrived_at", "-pk")
    return list(cases.order_by(*order)[:size])


def _mark(case: Case) -> str:
    assert case.arrived_at is not None  # noqa: S101  (every case of a bureau has arrived)
    return f"{case.arrived_at.isoformat()}_{case.pk}"


def _read_mark(text: str) -> Mark | None:
    at, _, pk = text.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, int(pk)) if moment.tzinfo else None
    except ValueError:
        return None
