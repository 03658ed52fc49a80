"""Ask the policy pack: what do these facts come to, by which clauses."""

from datetime import datetime
from typing import Any

from zhicheng.cases.facts import facts_of
from zhicheng.cases.models import Case, Rejudgement
from zhicheng.domain.eligibility import Pack, UnreadableFacts, check, read_facts
from zhicheng.domain.eligibility.change_facts import Change
from zhicheng.domain.eligibility.changes import smallest_change
from zhicheng.domain.legal_time import legal_day
from zhicheng.policy.deployment import deployed_pack, pack_of


def pack_for(case: Case) -> Pack:
    """The pack a case was filed under; for a draft the one that new applications are filed under."""
    return pack_of(case.policy_pack, case.policy_sha256) if case.policy_pack else deployed_pack()


def answer_for(case: Case, facts: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """The contract's answer for facts of this case, by the pack it was filed under; None while no target is set
    or something typed cannot be read yet."""
    if not (case.series and case.level):
        return None
    pack = pack_for(case)
    try:
        return check(read_facts(facts, today=legal_day(now), pack=pack), pack).as_json()
    except UnreadableFacts:
        return None


def answer_in_force(case: Case) -> dict[str, Any] | None:
    """The answer for what was submitted last: frozen with it, or that of the pack to which the case went over since."""
    if case.snapshot is None:
        return None
    frozen: dict[str, Any] | None = case.snapshot.body.get("answer")
    if frozen is None or frozen["policy"]["sha256"] == case.policy_sha256:
        return frozen
    later = gone_over(case)
    return later.answer if later and later.snapshot_id == case.snapshot_id else frozen


def gone_over(case: Case) -> Rejudgement | None:
    """How the case came to the pack that it is judged by now; None when it was filed under it."""
    return case.rejudgements.filter(edition__sha256=case.policy_sha256).select_related("edition").first()


def judge(case: Case, now: datetime) -> dict[str, Any] | None:
    """The answer for the case as it stands now."""
    return answer_for(case, facts_of(case, now), now)


def change_for(case: Case, now: datetime) -> Change | None:
    """The smallest change after which nothing is wanting; None where nothing is, or no change would do."""
    if not (case.series and case.level):
        return None
    pack = pack_for(case)
    try:
        facts = read_facts(facts_of(case, now), today=legal_day(now), pack=pack)
    except UnreadableFacts:
        return None
    return smallest_change(facts, pack)
