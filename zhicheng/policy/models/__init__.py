"""The policy desk's tables: packs kept for good, drafts, rehearsals, and years of the calendar."""

from zhicheng.policy.models.calendar_edition import CalendarEdition
from zhicheng.policy.models.draft import Draft
from zhicheng.policy.models.edition import Edition
from zhicheng.policy.models.rehearsal import Flip, Rehearsal

__all__ = ["CalendarEdition", "Draft", "Edition", "Flip", "Rehearsal"]
