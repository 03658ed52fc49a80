"""What a returned case asks for, each defect linked to where it is cured."""

from typing import Any

from zhicheng.cases.applicant_queries import Case, open_correction
from zhicheng.domain.permissions import Actor
from zhicheng.people.archive_queries import own_entries
from zhicheng.web.applicant.pages.places import shown_defect


def returned_context(actor: Actor, case: Case) -> dict[str, Any]:
    """`correction` and `defects` for a page; nothing while nothing is asked."""
    correction = open_correction(case)
    if correction is None:
        return {}
    standing = {entry.handle for entry in own_entries(actor)}
    return {"correction": correction, "defects": [shown_defect(one, standing) for one in correction.defects]}
