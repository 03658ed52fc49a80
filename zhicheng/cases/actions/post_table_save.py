"""The unit fills in its post table; numbers that do not add up are kept as typed and said at sending."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from zhicheng.cases.actions.post_table_door import move_table
from zhicheng.cases.models import PostCandidate, PostLine, PostTable
from zhicheng.domain.faults import Defect, NotNow, NotYours, Refused
from zhicheng.domain.given import given
from zhicheng.domain.permissions import EMPLOYER_ROLES, Actor
from zhicheng.domain.posts import LEVELS, TableAct
from zhicheng.events.record import record
from zhicheng.people.find_person import registered_person
from zhicheng.people.models import Organisation, Person

MOST_CANDIDATES = 100
NOT_FOUND = "没有找到姓名和证件号码都相符的已注册人员。请核对号码，或请本人先在平台注册"


@dataclass(frozen=True, slots=True)
class LineEntry:
    """One column of the matrix as typed: share in percent, persons."""

    level: str
    ratio: Decimal
    approved: int
    occupied: int
    offered: int


@dataclass(frozen=True, slots=True)
class CandidateEntry:
    """One row of the name table. Either `candidate` (a row that the table has already) or name and number."""

    level: str
    post_title: str
    applies_for: str
    present_title: str = ""
    grade: int | None = None
    engaged_from: date | None = None
    candidate: int | None = None
    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class TableEntry:
    """The whole table as typed."""

    staffing_quota: int
    posts: int
    already_titled: int
    lines: tuple[LineEntry, ...]
    candidates: tuple[CandidateEntry, ...] = ()


def start_post_table(year: int, *, actor: Actor, now: datetime) -> PostTable:
    """The unit's table of this year, made now if there is none. Only a public institution has one."""
    if actor.role not in EMPLOYER_ROLES:
        raise NotYours
    unit = Organisation.objects.get(pk=given(actor.organisation))
    if unit.kind != "public_institution":
        raise NotNow("岗位信息表只由事业单位填报，您的单位不需要。")
    try:
        with transaction.atomic():
            table, made = PostTable.objects.get_or_create(organisation=unit, year=year, defaults={"created_at": now})
            if made:
                PostLine.objects.bulk_create(PostLine(table=table, level=level) for level in LEVELS)
                record("post_table_start", subject=f"post_table:{table.handle}", actor=actor, now=now)
    except IntegrityError:
        table = PostTable.objects.get(organisation=unit, year=year)
    return table


def save_post_table(
    handle: str, entry: TableEntry, *, actor: Actor, now: datetime, seen: int | None = None
) -> PostTable:
    """Write the table as typed. Raises Refused with every row whose person was not found; nothing is then saved."""
    if len(entry.candidates) > MOST_CANDIDATES:
        raise Refused(f"名单最多 {MOST_CANDIDATES} 人。")
    with move_table(handle, TableAct.EDIT, actor=actor, now=now, seen=seen, named=len(entry.candidates)) as table:
        table.staffing_quota, table.posts = entry.staffing_quota, entry.posts
        table.already_titled = entry.already_titled
        lines = {line.level: _write_line(table, line) for line in entry.lines}
        _write_candidates(table, entry.candidates, lines)
    return table


def _write_line(table: PostTable, line: LineEntry) -> PostLine:
    figures = {
        "ratio": line.ratio,
        "approved": line.approved,
        "occupied": line.occupied,
        "offered": line.offered,
    }
    return PostLine.objects.update_or_create(table=table, level=line.level, defaults=figures)[0]


def _write_candidates(table: PostTable, rows: tuple[CandidateEntry, ...], lines: dict[str, PostLine]) -> None:
    people = _people_of(table, rows)
    PostCandidate.objects.filter(table=table).delete()
    PostCandidate.objects.bulk_create(
        PostCandidate(
            table=table,
            line=lines[row.level],
            person=person,
            present_title=row.present_title,
            post_title=row.post_title,
            engaged_from=row.engaged_from,
            grade=row.grade,
            applies_for=row.applies_for,
        )
        for row, person in zip(rows, people, strict=True)
    )


def _people_of(table: PostTable, rows: tuple[CandidateEntry, ...]) -> list[Person]:
    known = {one.pk: one.person for one in table.candidates.select_related("person")}
    found: list[Person] = []
    faults = []
    for index, row in enumerate(rows):
        person = known.get(row.candidate) if row.candidate else registered_person(row.name, row.number)
        if person is None:
            faults.append(Defect(f"{row.name or '第 ' + str(index + 1) + ' 行'}：{NOT_FOUND}", f"candidates-{index}"))
        elif person in found:
            faults.append(Defect(f"{person.name}在名单里出现了两次", f"candidates-{index}"))
        else:
            found.append(person)
    if faults:
        raise Refused(f"名单里有 {len(faults)} 处需要改。", tuple(faults))
    return found
