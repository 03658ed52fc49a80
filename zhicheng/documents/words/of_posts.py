"""The words of 事业单位人员职称申报岗位信息表, row for row as the annex has them."""

from django.conf import settings

from zhicheng.cases.models import PostLine, PostTable
from zhicheng.cases.post_table_queries import endorsement_of
from zhicheng.documents.papers import data
from zhicheng.documents.words.of_case import month
from zhicheng.documents.words.shared import address
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.posts import LEVELS


def post_table(table: PostTable) -> data.PostTablePaper:
    """The approved table; it carries colleagues' identity numbers and is for the unit and the bureaus only."""
    lines = {line.level: line for line in table.lines.all()}
    rows = [lines.get(level) or PostLine(level=level) for level in LEVELS]
    candidates = table.candidates.select_related("person", "line").order_by("pk")
    columns = [data.PostColumn(share=f"{row.ratio:g}%", approved=row.approved, filled=row.occupied) for row in rows]
    return data.PostTablePaper(
        dated=legal_day(given(table.approved_at)),
        demo=settings.DEMO,
        table_number=f"{table.organisation.handle}-{table.year}".upper(),
        version_code=str(table.version),
        year=table.year,
        employer=table.organisation.name,
        establishment=table.staffing_quota,
        posts=table.posts,
        columns=(columns[0], columns[1], columns[2], columns[3]),
        offered=(rows[0].offered, rows[1].offered, rows[2].offered, rows[3].offered),
        with_title=table.already_titled,
        candidates=tuple(
            data.PostCandidate(
                name=one.person.name,
                identity_number=one.person.id_number(),
                current_title=one.present_title or "无",
                appointed_to=one.post_title,
                appointed_on=month(one.engaged_from.isoformat()) if one.engaged_from else "",
                post_grade=f"{one.grade}级" if one.grade else "",
                recommended_title=one.applies_for,
            )
            for one in candidates
        ),
        supervising_opinion=endorsement_of(table) or "同意。",
        bureau_opinion=table.opinion or "同意。",
        page_url=address(f"/unit/posts/{table.handle}"),
    )
