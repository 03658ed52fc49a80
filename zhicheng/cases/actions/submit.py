"""The applicant submits: judged in time by the instant of receipt, frozen, numbered and receipted in one commit."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.barred import bar_of
from zhicheng.cases.models import Case, Counter
from zhicheng.cases.moves import move
from zhicheng.cases.readiness import what_is_missing
from zhicheng.cases.snapshots import freeze
from zhicheng.domain.faults import Refused
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.numbering import case_number
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, State
from zhicheng.domain.truth import TRUTH_TEXT, TRUTH_VERSION
from zhicheng.outbox.post import post
from zhicheng.people.hold_archive import hold_archive
from zhicheng.policy.actions.keep_pack import freeze as keep_pack
from zhicheng.policy.deployment import deployed_pack, pack_of


def submit(case_id: int, *, actor: Actor, now: datetime, key: str, agreed: str, seen: int | None = None) -> Case:
    """Submit the draft that was received at `now`. `key` names the form: the same form sent twice is one submission.

    `agreed` is the version of the statement of truth that the person ticked. Raises Refused with all that is
    missing, or with the bar after a revocation; the draft then stays as it is.
    """
    with transaction.atomic():
        sent = Case.objects.select_for_update().filter(pk=case_id, person_id=actor.person_id).first()
        if sent and key and sent.submission_key == key and sent.state != State.DRAFT:
            return sent
        with move(case_id, Act.SUBMIT, actor=actor, now=now, seen=seen) as step:
            case = step.case
            if agreed != TRUTH_VERSION:
                raise Refused("请先阅读并勾选《真实性承诺》，再提交。")
            if bar := bar_of(case.person_id, now):
                raise Refused("现在还在不得申报的期限内，不能提交。", (bar.defect(),))
            hold_archive(case.person_id)
            missing = what_is_missing(case, now)
            if missing:
                raise Refused(f"还有 {len(missing)} 处需要补齐，暂时不能提交。", tuple(missing))
            _fix(case, now)
            case.submission_key = key
            snapshot = freeze(case, truth={"version": TRUTH_VERSION, "text": TRUTH_TEXT}, now=now)
            step.details.update(number=case.number, snapshot=snapshot.sha256, policy=case.policy_pack)
            post("paper.receipt", key=f"receipt:{case.handle}", now=now, case=case.pk)
            keep_pack(pack_of(case.policy_pack, case.policy_sha256), now=now)
    return case


def _fix(case: Case, now: datetime) -> None:
    """What a submission settles for good: number, time, batch, the rules it is judged by."""
    pack = deployed_pack()
    batch = given(pack.batch_on(legal_day(now), given(case.employer).affiliation, case.level))
    region = given(case.received_by).affiliation
    year = legal_day(now).year
    case.number = case_number(region, year, Counter.take(f"case:{region}:{year}"))
    case.batch = batch.id
    case.submitted_at = now
    case.policy_pack, case.policy_sha256 = pack.id, pack.sha256
    case.truth_statement = TRUTH_VERSION
