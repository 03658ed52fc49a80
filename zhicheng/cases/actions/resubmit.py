"""The applicant sends a corrected case back to the one who returned it; number and time of submission stay."""

from datetime import datetime

from zhicheng.cases.models import Case, Inquiry
from zhicheng.cases.moves import move
from zhicheng.cases.post_ledger import let_go_of_another
from zhicheng.cases.publicising import last_unit_entry, shown_fields
from zhicheng.cases.readiness import what_is_missing
from zhicheng.cases.snapshots import freeze
from zhicheng.domain.faults import OutOfTime, Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, Desk, resubmitted_to
from zhicheng.domain.truth import TRUTH_TEXT, TRUTH_VERSION
from zhicheng.people.hold_archive import hold_archive
from zhicheng.policy.deployment import pack_of


def resubmit(case_id: int, *, actor: Actor, now: datetime, agreed: str, seen: int | None = None) -> Case:
    """Answer the return at `now`. Through the unit again when a publicised fact, the unit or its post changed."""
    with move(case_id, Act.RESUBMIT, actor=actor, now=now, seen=seen) as step:
        case = step.case
        asked = case.inquiries.select_for_update().get(kind=Inquiry.CORRECTION, answered_at=None, expired_at=None)
        if asked.due_at and now >= asked.due_at:
            raise OutOfTime("补正期限已过，不能再提交。需要继续申报的，请在下一批次重新提出。")
        if agreed != TRUTH_VERSION:
            raise Refused("请先阅读并勾选《真实性承诺》，再提交。")
        hold_archive(case.person_id)
        missing = what_is_missing(case, now)
        if missing:
            raise Refused(f"还有 {len(missing)} 处需要补齐，暂时不能提交。", tuple(missing))
        snapshot = freeze(case, truth={"version": TRUTH_VERSION, "text": TRUTH_TEXT}, now=now)
        listed = last_unit_entry(case)
        other_unit = listed is not None and listed.publicity.organisation_id != case.employer_id
        changed = listed is not None and listed.shown != shown_fields(case)
        other_post = let_go_of_another(case)
        step.to = resubmitted_to(
            Desk(case.returned_by),
            unit_must_look=other_unit or other_post,
            publicised_fact_changed=changed,
            restart_on_change=pack_of(case.policy_pack, case.policy_sha256).publicity.restart_on_changed_fact,
        )
        if other_unit:
            _take_back_recommendation(case)
        case.returned_by = ""
        case.proposed_by = case.proposed_at = None
        asked.answered_at = now
        asked.save(update_fields=["answered_at"])
        step.details.update(snapshot=snapshot.sha256, publicised_fact_changed=changed)
    return case


def _take_back_recommendation(case: Case) -> None:
    """Another unit is the employer now: what the one before it said of the person does not speak for it."""
    case.recommended_at = case.recommended_by = None
    case.employer_opinion = ""
