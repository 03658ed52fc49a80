"""One case as its unit looks at it: what is claimed, what was found, what changed since the last submission."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhicheng.cases.looking_through import defects_found, findings, not_looked_at
from zhicheng.cases.models import Case, Check, Inquiry, PublicityEntry, Snapshot
from zhicheng.cases.post_ledger import named_candidate
from zhicheng.cases.publicising import is_held, running_entry
from zhicheng.domain.claim_changes import ClaimChange, changes_between
from zhicheng.domain.claims import Claim
from zhicheng.domain.faults import Defect, NotYours
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.periods import Period, correction_period, publicity_period
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import LIVE, Desk, State
from zhicheng.policy.deployment import calendar, closed_lists, pack_of


@dataclass(frozen=True)
class LookedThrough:
    """How far the unit has looked the present copy through, with the findings on the copy before it."""

    findings: dict[str, Check]
    left: list[str]
    defects: list[Defect]
    earlier: dict[str, Check]
    changes: dict[str, ClaimChange]
    gone: list[str]

    @property
    def again(self) -> bool:
        """Whether this is a corrected submission."""
        return bool(self.changes) or bool(self.gone)


def looked_through(case: Case) -> LookedThrough:
    """What the unit has found so far on this case, and what is otherwise than in the copy before."""
    before = _copy_before(case)
    changes: dict[str, ClaimChange] = {}
    gone: list[Claim] = []
    if before and case.snapshot:
        changes, gone = changes_between(before.body, case.snapshot.body, lists=closed_lists())
    earlier = Check.objects.filter(snapshot=before, desk=Desk.EMPLOYER.value) if before else []
    return LookedThrough(
        findings=findings(case, Desk.EMPLOYER),
        left=not_looked_at(case, Desk.EMPLOYER),
        defects=defects_found(case, Desk.EMPLOYER),
        earlier={check.key: check for check in earlier},
        changes=changes,
        gone=[claim.title for claim in gone],
    )


def _copy_before(case: Case) -> Snapshot | None:
    if case.snapshot is None:
        return None
    return case.snapshots.filter(ordinal__lt=case.snapshot.ordinal).order_by("-ordinal").first()


def due_of_return(case: Case, now: datetime) -> Period:
    """The period in which a return made now must be answered. Raises CalendarRunsOut."""
    return correction_period(
        legal_day(now), pack_of(case.policy_pack, case.policy_sha256).correction.working_days, calendar()
    )


def publicity_from(case: Case, now: datetime) -> Period:
    """The period of a unit's publicity opened now, by the pack of the case. Raises CalendarRunsOut."""
    rules = pack_of(case.policy_pack, case.policy_sha256).publicity
    return publicity_period(legal_day(now), rules.employer_days, calendar(), count_start=rules.count_start)


def list_of(case: Case) -> PublicityEntry | None:
    """Its place on the unit's list that still stands."""
    return running_entry(case, "unit")


def held_by_objection(case: Case) -> bool:
    return is_held(case)


def open_correction(case: Case) -> Inquiry | None:
    """What the applicant is asked to correct now."""
    return case.inquiries.filter(kind=Inquiry.CORRECTION, answered_at=None, expired_at=None).first()


def post_found(case: Case) -> str:
    """For a public institution, the post that the competition gave this person; empty when there is none on record."""
    candidate = named_candidate(case)
    return f"{candidate.post_title}（{candidate.table.year} 年岗位信息表）" if candidate else ""


def own_case_here(actor: Actor) -> bool:
    """Whether the actor himself has a live application in this unit: somebody else must look at it."""
    live = [state.value for state in LIVE if state is not State.DRAFT]
    return Case.objects.filter(
        person_id=given(actor.person), employer_id=given(actor.organisation), state__in=live
    ).exists()


def file_of(case: Case, handle: str) -> dict[str, Any]:
    """What the frozen copy says of one of its files. Raises NotYours for a file that the case did not use."""
    files: dict[str, Any] = case.snapshot.body["files"] if case.snapshot else {}
    if handle not in files:
        raise NotYours
    return {"handle": handle, **files[handle]}
