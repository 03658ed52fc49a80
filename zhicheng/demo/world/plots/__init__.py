"""The ways a case can go, each told as far as it has come on the first day of the demo."""

from zhicheng.demo.world.plots.bureau import (
    corrected_for_bureau,
    disagreed,
    partly_looked_through_at_bureau,
    refused,
    returned_by_bureau,
    transferred,
    unit_redone,
    withdrawn_at_bureau,
)
from zhicheng.demo.world.plots.draft import (
    account_only,
    conflicting,
    draft_only,
    half_filled,
    nothing_at_all,
    withdrawn_draft,
)
from zhicheng.demo.world.plots.listed import corrected, objected_at_bureau, revoked
from zhicheng.demo.world.plots.unit import (
    corrected_for_unit,
    declined,
    objected_in_unit,
    objection_dismissed_in_unit,
    partly_looked_through,
    returned_by_unit,
)
from zhicheng.demo.world.plots.way import (
    approved,
    handed_in,
    in_unit_publicity,
    looked_through_in_unit,
    prepared,
    proposed,
    recommended,
    submitted,
)

__all__ = [
    "account_only",
    "approved",
    "conflicting",
    "corrected",
    "corrected_for_bureau",
    "corrected_for_unit",
    "declined",
    "disagreed",
    "draft_only",
    "half_filled",
    "handed_in",
    "in_unit_publicity",
    "looked_through_in_unit",
    "nothing_at_all",
    "objected_at_bureau",
    "objected_in_unit",
    "objection_dismissed_in_unit",
    "partly_looked_through",
    "partly_looked_through_at_bureau",
    "prepared",
    "proposed",
    "recommended",
    "refused",
    "returned_by_bureau",
    "returned_by_unit",
    "revoked",
    "submitted",
    "transferred",
    "unit_redone",
    "withdrawn_at_bureau",
    "withdrawn_draft",
]
