"""The bureau of the unit's affiliation approves the post table: from then on its free posts can be reserved."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.actions.post_table_door import move_table
from zhicheng.cases.actions.post_table_send import faults_of
from zhicheng.cases.models import PostTable
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.posts import TableAct
from zhicheng.domain.written import ON_POST_TABLE, written_in_cell
from zhicheng.outbox.post import post


def approve_post_table(handle: str, *, actor: Actor, now: datetime, opinion: str, seen: int | None = None) -> PostTable:
    """Approve with an opinion. Whoever endorsed cannot approve; the database holds that too."""
    words = written_in_cell(opinion, ON_POST_TABLE)
    with transaction.atomic():
        with move_table(handle, TableAct.APPROVE, actor=actor, now=now, seen=seen, opinion=words) as table:
            if not words:
                raise Refused("请填写人社部门意见。")
            faults = faults_of(table)
            if faults:
                raise Refused("表内有不相符之处，不能同意，请退回修改。", tuple(faults))
            table.approved_by_id, table.approved_at = actor.person, now
            table.opinion = words
        post("paper.post_table", key=f"post-table:{table.handle}:{table.version}", now=now, table=table.pk)
    return table
