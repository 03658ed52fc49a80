"""The supervising department agrees with a unit's post table; the bureau is next."""

from datetime import datetime

from zhicheng.cases.actions.post_table_door import move_table
from zhicheng.cases.models import PostTable
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.posts import TableAct
from zhicheng.domain.written import ON_POST_TABLE, written_in_cell


def endorse_post_table(handle: str, *, actor: Actor, now: datetime, opinion: str, seen: int | None = None) -> PostTable:
    """Endorse with an opinion, which the event keeps and the printed table carries."""
    words = written_in_cell(opinion, ON_POST_TABLE)
    with move_table(handle, TableAct.ENDORSE, actor=actor, now=now, seen=seen, opinion=words) as table:
        if not words:
            raise Refused("请填写主管部门意见。")
        table.endorsed_by_id, table.endorsed_at = actor.person, now
        table.opinion = words
    return table
