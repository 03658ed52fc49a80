"""The one door through which a post table changes: lock, right, version, event, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from zhicheng.cases.models import PostTable
from zhicheng.cases.receiving import bureau_for
from zhicheng.domain.faults import NotNow, NotYours, StalePage
from zhicheng.domain.given import given
from zhicheng.domain.permissions import BUREAU_ROLES, EMPLOYER_ROLES, Actor, Role
from zhicheng.domain.posts import TABLE_MOVES, TableAct, TableState, may_move_table
from zhicheng.events.record import record

TABLE_STATE_WORDS: dict[str, str] = {
    TableState.DRAFT.value: "草稿（未送出）",
    TableState.WITH_SUPERVISOR.value: "待主管部门审核",
    TableState.WITH_BUREAU.value: "待人社部门审核",
    TableState.APPROVED.value: "已同意",
    TableState.RETURNED.value: "已退回待修改",
}


def sees_table(actor: Actor, table: PostTable) -> bool:
    """The unit, its supervising department, the bureau of its affiliation and the auditor read a table."""
    unit = table.organisation
    if actor.role in EMPLOYER_ROLES:
        return actor.organisation == unit.pk
    if actor.role is Role.SUPERVISOR:
        return actor.organisation is not None and actor.organisation == unit.supervised_by_id
    if actor.role in BUREAU_ROLES:
        bureau = bureau_for(unit.affiliation)
        return bureau is not None and actor.organisation == bureau.pk
    return actor.role is Role.AUDITOR


def table_acts_open_to(actor: Actor, table: PostTable) -> frozenset[TableAct]:
    """What this actor may do to the table as it stands: the buttons of a page."""
    if not sees_table(actor, table):
        return frozenset()
    return frozenset(act for act in TableAct if _may(actor, act, table))


@contextmanager
def move_table(
    handle: str, act: TableAct, *, actor: Actor, now: datetime, seen: int | None = None, **details: Any
) -> Iterator[PostTable]:
    """Open the door for one act on the table at `now`; `seen` is the version that the page showed.

    Raises NotYours, NotNow or StalePage before anything is changed; whatever the body raises undoes all.
    `details` go into the event: names and numbers of persons never do.
    """
    with transaction.atomic():
        table = (
            PostTable.objects.select_for_update(of=("self",))
            .select_related("organisation")
            .filter(handle=handle)
            .first()
        )
        if table is None or not sees_table(actor, table):
            raise NotYours
        _check(table, act, actor, seen)
        before = table.state
        yield table
        table.state = TABLE_MOVES[(TableState(before), act)].value
        table.version += 1
        table.save()
        record(
            f"post_table_{act}",
            subject=subject_of(table),
            actor=actor,
            now=now,
            before=before,
            after=table.state,
            details=details | {"version": table.version},
        )


def subject_of(table: PostTable) -> str:
    return f"post_table:{table.handle}"


def _check(table: PostTable, act: TableAct, actor: Actor, seen: int | None) -> None:
    if (TableState(table.state), act) not in TABLE_MOVES:
        raise NotNow(f"这份岗位信息表现在是“{TABLE_STATE_WORDS[table.state]}”，不能这样办理。请刷新页面看最新进展。")
    if not _may(actor, act, table):
        raise NotNow("您现在的身份不能办理：名单里有您本人，或这份表的上一环节是您办理的。请由另一位同事办理。")
    if seen is not None and seen != table.version:
        raise StalePage


def _may(actor: Actor, act: TableAct, table: PostTable) -> bool:
    if not may_move_table(actor.role, act, TableState(table.state)):
        return False
    if act is TableAct.EDIT:
        return True
    if act is TableAct.APPROVE and table.endorsed_by_id == actor.person:
        return False
    return not table.candidates.filter(person_id=given(actor.person)).exists()
