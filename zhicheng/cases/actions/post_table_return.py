"""The supervising department or the bureau sends a post table back to the unit, saying why."""

from datetime import datetime

from zhicheng.cases.actions.post_table_door import move_table
from zhicheng.cases.models import PostTable
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.posts import TableAct
from zhicheng.domain.written import written


def return_post_table(handle: str, *, actor: Actor, now: datetime, reason: str, seen: int | None = None) -> PostTable:
    """Return the table with all that must be changed; it takes the whole way again."""
    words = written(reason)
    with move_table(handle, TableAct.RETURN, actor=actor, now=now, seen=seen, opinion=words) as table:
        if not words:
            raise Refused("请一次写明需要修改的全部内容，单位据此修改。")
        table.endorsed_by = table.endorsed_at = None
        table.opinion = words
    return table
