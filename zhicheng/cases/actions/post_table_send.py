"""The unit sends its post table to the supervising department, once every sum of it holds."""

from datetime import datetime

from zhicheng.cases.actions.post_table_door import move_table
from zhicheng.cases.models import PostTable
from zhicheng.domain.faults import Defect, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.post_candidates import Chosen, whole_table_defects
from zhicheng.domain.posts import Line, TableAct


def send_post_table(handle: str, *, actor: Actor, now: datetime, seen: int | None = None) -> PostTable:
    """Send the table on. Raises Refused with every fault at its place; the table then stays with the unit."""
    with move_table(handle, TableAct.SEND, actor=actor, now=now, seen=seen) as table:
        if table.organisation.supervised_by_id is None:
            raise Refused("平台上还没有登记贵单位的主管部门，无法送审。请联系人社部门登记后再送出。")
        faults = faults_of(table)
        if faults:
            raise Refused(f"表内还有 {len(faults)} 处不相符，改好后再送出。", tuple(faults))
        table.endorsed_by = table.endorsed_at = None
        table.opinion = ""
    return table


def faults_of(table: PostTable) -> list[Defect]:
    """Everything in the stored table that stands against sending it."""
    lines = list(table.lines.all())
    chosen = [
        Chosen(one.person.name, one.line.level, one.post_title, one.grade, one.applies_for)
        for one in table.candidates.select_related("person", "line").order_by("pk")
    ]
    return whole_table_defects(
        staffing_quota=table.staffing_quota,
        posts=table.posts,
        already_titled=table.already_titled,
        lines=tuple(Line(line.level, line.approved, line.occupied, line.offered) for line in lines),
        shares=[line.ratio for line in lines],
        chosen=chosen,
    )
