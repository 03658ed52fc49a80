"""What a unit finds in its queue: heaps by what is to be done now, with counts, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case as DatabaseCase
from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce

from zhicheng.cases.models import Case, Check, Objection, PublicityEntry
from zhicheng.cases.queries import cases_seen_by
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Desk, State


@dataclass(frozen=True, slots=True)
class Heap:
    """One heap of the queue: what it is called, whether it waits for the unit, and what an empty one says."""

    code: str
    label: str
    ours: bool
    empty: str


HEAPS: dict[str, Heap] = {
    heap.code: heap
    for heap in (
        Heap("check", "待核实", True, "本单位职工提交申报后，会出现在这里，由您逐项核实。"),
        Heap("return", "待退回", True, "核实完、标出了问题的申报会出现在这里，由您一次退回补正。"),
        Heap("publicise", "可公示", True, "逐项核实属实的申报会出现在这里，可以一人或多人一起公示。"),
        Heap("objection", "异议待处理", True, "公示中有人提出异议的申报会出现在这里，由单位负责人核实处理。"),
        Heap("recommend", "可推荐", True, "公示期满且没有未处理异议的申报会出现在这里，由单位负责人推荐上报。"),
        Heap("publicity", "公示中", False, "开始单位公示后，申报会出现在这里，直到公示期满。"),
        Heap("returned", "已退回等本人", False, "退回补正的申报会出现在这里，等申报人再次提交。"),
        Heap("reported", "已上报", False, "推荐上报后，申报会出现在这里，由人社部门办理。"),
        Heap("done", "已办结", False, "已发证、未通过、已撤回和已失效的申报会出现在这里。"),
    )
}
REPORTED = (State.WITH_BUREAU, State.APPROVED, State.PUBLIC_NOTICE, State.CLEARED, State.DECIDED)
DONE = (State.CERTIFIED, State.REFUSED, State.WITHDRAWN, State.LAPSED, State.REVOKED)


class ArrayLength(Func):
    """How many elements a JSON array has, on both databases."""

    function = "JSONB_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_ARRAY_LENGTH", **more)


def unit_cases(actor: Actor) -> QuerySet[Case]:
    """The submitted cases of the unit, without their frozen copies, with how far each has been looked through."""
    running = PublicityEntry.objects.filter(case=OuterRef("pk"), publicity__kind="unit", withdrawn_at=None)
    return (
        cases_seen_by(actor)
        .select_related(None)
        .select_related("person", "employer")
        .defer("answers")
        .annotate(
            claims=_with_the_unit(ArrayLength(KeyTransform("entries", "snapshot__body"))) + 1,
            checked=_with_the_unit(_checks()),
            defects=_with_the_unit(_checks(outcome="defect")),
            over_at=Subquery(running.order_by("-pk").values("publicity__ends_at")[:1]),
            held=Exists(Objection.objects.filter(case=OuterRef("pk"), decided_at=None)),
        )
    )


def heap(actor: Actor, code: str, now: datetime) -> QuerySet[Case]:
    """The cases that lie on one heap at `now`, unordered."""
    return unit_cases(actor).filter(_on_heap(code, now))


def heap_counts(actor: Actor, now: datetime) -> dict[str, int]:
    """How many cases lie on each heap, in one query."""
    counted: dict[str, int] = unit_cases(actor).aggregate(
        **{f"n_{code}": Count("pk", filter=_on_heap(code, now)) for code in HEAPS}
    )
    return {code: counted[f"n_{code}"] for code in HEAPS}


def ready_to_publicise(actor: Actor, now: datetime, most: int = 300) -> list[Case]:
    """Everybody who was checked through without a defect, longest waiting first."""
    return list(heap(actor, "publicise", now).order_by("arrived_at", "pk")[:most])


def next_to_check(actor: Actor, case: Case, now: datetime) -> Case | None:
    """The case that waits longest to be looked through, this one apart."""
    return heap(actor, "check", now).exclude(pk=case.pk).order_by("arrived_at", "pk").first()


def _with_the_unit(figure: Any) -> Coalesce:
    """The figure for cases that the unit looks through now; for all others none is reckoned."""
    looked_at = When(state=State.WITH_EMPLOYER.value, then=figure)
    return Coalesce(DatabaseCase(looked_at, default=None, output_field=IntegerField()), 0)


def _checks(**more: str) -> Subquery:
    found = Check.objects.filter(snapshot=OuterRef("snapshot"), desk=Desk.EMPLOYER.value, **more).order_by()
    counted = found.values("snapshot").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def _on_heap(code: str, now: datetime) -> Q:
    with_unit = Q(state=State.WITH_EMPLOYER.value)
    looked_through = with_unit & Q(checked__gte=F("claims"))
    shown = Q(state=State.EMPLOYER_PUBLICITY.value)
    over = Q(over_at__lte=now)
    heaps = {
        "check": with_unit & Q(checked__lt=F("claims")),
        "return": looked_through & Q(defects__gt=0),
        "publicise": looked_through & Q(defects=0),
        "objection": shown & Q(held=True),
        "recommend": shown & Q(held=False) & over,
        "publicity": shown & Q(held=False) & ~over,
        "returned": Q(state=State.RETURNED.value),
        "reported": Q(state__in=[state.value for state in REPORTED]),
        "done": Q(state__in=[state.value for state in DONE]),
    }
    return heaps[code]
