"""What a desk has looked at on the present snapshot, what is still to be looked at, and what was found wrong."""

from zhicheng.cases.models import Case, Check
from zhicheng.domain.claims import claims_of
from zhicheng.domain.eligibility.procedure import ChecklistItem, ReturnReason
from zhicheng.domain.faults import Defect
from zhicheng.domain.states import Desk
from zhicheng.policy.deployment import pack_of


def keys_of(case: Case, desk: Desk) -> list[str]:
    """Every key that this desk must look at: the claims for the employer, the check list for the bureau."""
    if case.snapshot is None:
        return []
    if desk is Desk.EMPLOYER:
        return [claim.key for claim in claims_of(case.snapshot.body)]
    return [item.code for item in check_list(case)]


def check_list(case: Case) -> list[ChecklistItem]:
    """The check list built for this case from the pack it was filed under."""
    kind = case.employer.kind if case.employer else ""
    items = pack_of(case.policy_pack, case.policy_sha256).checklist
    return [item for item in items if item.applies_to(level=case.level, employer_kind=kind, series=case.series)]


def findings(case: Case, desk: Desk) -> dict[str, Check]:
    """The desk's findings on the present snapshot by key."""
    return {check.key: check for check in Check.objects.filter(snapshot=case.snapshot, desk=desk.value)}


def not_looked_at(case: Case, desk: Desk) -> list[str]:
    """The keys without a finding, in order."""
    done = findings(case, desk)
    return [key for key in keys_of(case, desk) if key not in done]


def defects_found(case: Case, desk: Desk) -> list[Defect]:
    """All that this desk found wrong, in the order in which it looks, each with where, clause and cure."""
    reasons = {reason.code: reason for reason in pack_of(case.policy_pack, case.policy_sha256).return_reasons}
    done, titles = findings(case, desk), _titles(case)
    wrong = [done[key] for key in keys_of(case, desk) if key in done and done[key].outcome == "defect"]
    return [_defect(check, reasons.get(check.reason), *titles.get(check.key, (check.key, None))) for check in wrong]


def _defect(check: Check, reason: ReturnReason | None, title: str, clause: str | None) -> Defect:
    words = "；".join(part for part in (reason.wording if reason else "", check.note) if part)
    what = f"{words}（核对“{title}”时发现）" if check.desk == Desk.BUREAU else f"{title}：{words}"
    cure = reason.cure if reason else "请按说明改正"
    return Defect(what, f"claim:{check.key}", clause or (reason.clause if reason else None), cure, check.reason)


def _titles(case: Case) -> dict[str, tuple[str, str | None]]:
    body = case.snapshot.body if case.snapshot else {}
    titles = {claim.key: (claim.title, claim.clause) for claim in claims_of(body)}
    return titles | {item.code: (item.question, item.clause) for item in check_list(case)}
