"""The public institutions' post tables of the year, at different points of their way to approval."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from zhicheng.cases.actions.post_table_approve import approve_post_table
from zhicheng.cases.actions.post_table_endorse import endorse_post_table
from zhicheng.cases.actions.post_table_return import return_post_table
from zhicheng.cases.actions.post_table_save import (
    CandidateEntry,
    LineEntry,
    TableEntry,
    save_post_table,
    start_post_table,
)
from zhicheng.cases.actions.post_table_send import send_post_table
from zhicheng.cases.receiving import bureau_for
from zhicheng.demo.world.cast import World
from zhicheng.demo.world.moments import at
from zhicheng.demo.world.story import Story
from zhicheng.demo.world.timeline import Plot
from zhicheng.domain.permissions import Role

OPINION = "岗位设置和竞聘结果属实，同意。"
SHARES = (("senior", "5"), ("associate_senior", "20"), ("intermediate", "40"), ("junior", "35"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody whom the competition chose."""

    story: Story
    level: str
    post_title: str
    applies_for: str
    grade: int


def post_table(
    world: World, unit: str, begun: str, chosen: tuple[Chosen, ...], *, quota: int = 60, until: str = "approved"
) -> Plot:
    """The table of 2024; `until` names where it rests: draft, with_supervisor, returned, with_bureau or approved."""
    organisation = world.units[unit]
    now = yield at(begun)
    for one in chosen:
        one.story.enter(now)
    clerk = world.who(organisation, Role.EMPLOYER_CLERK)
    table = start_post_table(2024, actor=clerk, now=now)
    save_post_table(table.handle, _entry(world, chosen, quota), actor=clerk, now=now)
    if until == "draft":
        return
    now = yield now + timedelta(hours=1)
    send_post_table(table.handle, actor=clerk, now=now)
    if until == "with_supervisor":
        return
    now = yield now + timedelta(days=1)
    supervisor = world.who(organisation.supervised_by, Role.SUPERVISOR)
    if until == "returned":
        reason = "中级岗位推出数与空缺数请再核对，竞聘公告请附后。"
        return_post_table(table.handle, actor=supervisor, now=now, reason=reason)
        return
    endorse_post_table(table.handle, actor=supervisor, now=now, opinion=OPINION)
    if until == "with_bureau":
        return
    now = yield now + timedelta(days=2)
    reviewer = world.who(bureau_for(organisation.affiliation), Role.BUREAU_REVIEWER)
    approve_post_table(table.handle, actor=reviewer, now=now, opinion=OPINION)


def _entry(world: World, chosen: tuple[Chosen, ...], quota: int) -> TableEntry:
    posts = quota * 2 // 3
    lines = tuple(_line(level, share, posts) for level, share in SHARES)
    lines = (*lines[:-1], _rest(lines, posts))
    return TableEntry(quota, posts, 0, lines, tuple(_candidate(world, one) for one in chosen))


def _line(level: str, share: str, posts: int) -> LineEntry:
    approved = posts * int(share) // 100
    occupied = max(approved - 3, 0)
    return LineEntry(level, Decimal(share), approved, occupied, min(3, approved - occupied))


def _rest(lines: tuple[LineEntry, ...], posts: int) -> LineEntry:
    """The lowest line takes what rounding left."""
    junior = lines[-1]
    approved = posts - sum(line.approved for line in lines[:-1])
    return LineEntry(junior.level, junior.ratio, approved, approved - 3, 3)


def _candidate(world: World, one: Chosen) -> CandidateEntry:
    person = world.people[one.story.who.name]
    return CandidateEntry(
        level=one.level,
        post_title=one.post_title,
        applies_for=one.applies_for,
        present_title="无",
        grade=one.grade,
        engaged_from=date(2023, 9, 1),
        name=person.name,
        number=person.id_number(),
    )
