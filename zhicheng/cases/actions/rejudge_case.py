"""A case in flight goes over to a new pack whose own transition clause says so."""

from datetime import datetime

from zhicheng.cases.comparing import frozen_answer
from zhicheng.cases.models import Case, Rejudgement
from zhicheng.cases.moves import move
from zhicheng.domain.eligibility import Answer, Pack, UnreadableFacts
from zhicheng.domain.given import given
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import IN_FLIGHT, Act
from zhicheng.policy.deployment import pack_of
from zhicheng.policy.models import Edition


def rejudge_case(case_id: int, edition_id: int, *, actor: Actor, now: datetime) -> bool:
    """Pin the new pack to the case and keep its answer to the frozen facts; returns whether that was done now.

    A case that is not in flight, has gone over already, went over to a later pack, or holds a code that the new
    pack does not know stays as it is. A standing proposal to approve is taken back: it was made by the rules before.
    """
    edition = Edition.objects.get(pk=edition_id)
    case = Case.objects.select_related("snapshot").get(pk=case_id)
    if not _goes_over(case, edition):
        return False
    pack = pack_of(edition.pack_id, edition.sha256)
    answer = _answer(case, pack)
    if answer is None:
        return False
    with move(case_id, Act.REJUDGE, actor=actor, now=now, seen=case.version) as step:
        before = {"pack": step.case.policy_pack, "sha256": step.case.policy_sha256}
        done = Rejudgement.objects.create(
            case=step.case,
            edition=edition,
            snapshot=given(step.case.snapshot),
            from_pack=before["pack"],
            from_sha256=before["sha256"],
            at=now,
            answer=answer.as_json(),
        )
        step.details.update(
            before=before,
            after={"pack": pack.id, "sha256": pack.sha256},
            verdict=str(answer.verdict),
            proposal_taken_back=step.case.proposed_by_id is not None,
            words=done.words,
        )
        step.case.policy_pack, step.case.policy_sha256 = pack.id, pack.sha256
        step.case.proposed_by = step.case.proposed_at = None
    return True


def _goes_over(case: Case, edition: Edition) -> bool:
    if edition.transition != Edition.REJUDGE or case.state not in IN_FLIGHT:
        return False
    pinned = Edition.objects.filter(sha256=case.policy_sha256).values_list("ordinal", flat=True).first()
    return (pinned or 0) < given(edition.ordinal)


def _answer(case: Case, pack: Pack) -> Answer | None:
    try:
        return frozen_answer(case, pack)
    except UnreadableFacts:
        return None
