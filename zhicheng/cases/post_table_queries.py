"""Post tables as each reader may see them: lists, one table, its opinions, its ledger."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from zhicheng.cases.actions.post_table_door import sees_table, subject_of
from zhicheng.cases.models import PostCandidate, PostTable
from zhicheng.cases.receiving import bureau_for
from zhicheng.domain.faults import NotYours
from zhicheng.domain.given import given
from zhicheng.domain.permissions import BUREAU_ROLES, EMPLOYER_ROLES, ROLE_WORDS, Actor, Role
from zhicheng.domain.posts import LEVELS, TableState
from zhicheng.events.models import Event
from zhicheng.people.models import Organisation, Person
from zhicheng.policy.deployment import deployed_pack

SENT = [state.value for state in TableState if state is not TableState.DRAFT]
WAITS_FOR = {Role.SUPERVISOR: TableState.WITH_SUPERVISOR.value} | dict.fromkeys(
    BUREAU_ROLES, TableState.WITH_BUREAU.value
)
TABLES_A_PAGE = 25
TABLE_ACT_WORDS = {
    "post_table_edit": "修改",
    "post_table_start": "开始填报",
    "post_table_send": "送主管部门",
    "post_table_endorse": "主管部门同意",
    "post_table_approve": "人社部门同意",
    "post_table_return": "退回修改",
}


def post_tables_seen_by(actor: Actor) -> QuerySet[PostTable]:
    """The tables that this actor may read, newest year first; drafts only by the unit itself."""
    tables = (
        PostTable.objects.select_related("organisation").annotate(named=Count("candidates")).order_by("-year", "-pk")
    )
    if actor.role in EMPLOYER_ROLES:
        return tables.filter(organisation_id=given(actor.organisation))
    sent = tables.filter(state__in=SENT)
    if actor.role is Role.SUPERVISOR:
        return sent.filter(organisation__supervised_by_id=actor.organisation, organisation__supervised_by__isnull=False)
    if actor.role in BUREAU_ROLES:
        return sent.filter(organisation__affiliation__in=_areas_of(actor))
    return sent if actor.role is Role.AUDITOR else tables.none()


def page_of_tables(actor: Actor, after: str = "") -> tuple[list[PostTable], list[PostTable], str]:
    """What waits for this actor (on the first page), a page of the others, and the handle to go on from.

    The others go by when they were made, newest first, after the table with handle `after`.
    """
    seen = post_tables_seen_by(actor)
    waits = WAITS_FOR.get(actor.role, "")
    waiting = [] if after else list(seen.filter(state=waits).order_by("pk")[:200])
    others = seen.exclude(state=waits).order_by("-pk")
    last = others.filter(handle=after).first() if after else None
    rows = list((others.filter(pk__lt=last.pk) if last else others)[: TABLES_A_PAGE + 1])
    more = rows[TABLES_A_PAGE - 1].handle if len(rows) > TABLES_A_PAGE else ""
    return waiting, rows[:TABLES_A_PAGE], more


def post_table_for(actor: Actor, handle: str) -> PostTable:
    """Fetch and authorise in one call. Raises NotYours; a draft is the unit's own."""
    table = PostTable.objects.select_related("organisation__supervised_by").filter(handle=handle).first()
    if table is None or not sees_table(actor, table):
        raise NotYours
    if table.state == TableState.DRAFT.value and actor.role not in EMPLOYER_ROLES:
        raise NotYours
    return table


def own_unit(actor: Actor) -> Organisation:
    """The unit for which this actor acts."""
    return Organisation.objects.select_related("supervised_by").get(pk=given(actor.organisation))


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One level: posts put up, taken and still free, and who holds which."""

    level: str
    word: str
    ratio: str
    approved: int
    occupied: int
    offered: int
    taken: int
    people: tuple[PostCandidate, ...]

    @property
    def vacant(self) -> int:
        return self.approved - self.occupied

    @property
    def free(self) -> int:
        return self.offered - self.taken


def ledger_of(table: PostTable) -> list[LedgerLine]:
    """The four levels in the annex's order, in two queries however many people there are."""
    people = list(table.candidates.select_related("person", "line", "case").order_by("pk"))
    lines = {line.level: line for line in table.lines.all()}
    return [
        LedgerLine(
            level=level,
            word=word,
            ratio=f"{lines[level].ratio.normalize():f}",
            approved=lines[level].approved,
            occupied=lines[level].occupied,
            offered=lines[level].offered,
            taken=lines[level].taken,
            people=tuple(one for one in people if one.line.level == level),
        )
        for level, word in LEVELS.items()
        if level in lines
    ]


@dataclass(frozen=True, slots=True)
class TableEvent:
    """Something done to a table: shaped for the timeline component."""

    title: str
    at: datetime
    who: str
    text: str


def history_of(table: PostTable) -> list[TableEvent]:
    """What was done to the table and with which opinion, newest first."""
    events = list(Event.objects.filter(subject=subject_of(table)).order_by("-seq")[:50])
    names = Person.objects.in_bulk({event.actor for event in events if event.actor})
    return [
        TableEvent(
            title=TABLE_ACT_WORDS.get(event.act, event.act),
            at=event.at,
            who=f"{names[event.actor].name}（{ROLE_WORDS[Role(event.role)]}）" if event.actor in names else "",
            text=event.details.get("opinion", ""),
        )
        for event in events
    ]


def endorsement_of(table: PostTable) -> str:
    """The supervising department's opinion with which the table last went on to the bureau; "" before that."""
    endorsed = Event.objects.filter(subject=subject_of(table), act="post_table_endorse").order_by("-seq").first()
    return str(endorsed.details.get("opinion", "")) if endorsed else ""


def _areas_of(actor: Actor) -> list[str]:
    """The affiliations whose units belong to the actor's bureau."""
    return [
        code
        for code in deployed_pack().regions
        if (bureau := bureau_for(code)) is not None and bureau.pk == actor.organisation
    ]
