"""One case by two packs: judged on its frozen facts as of its own day, and what makes the difference."""

from collections.abc import Mapping
from typing import Any

from zhicheng.cases.models import Case
from zhicheng.domain.eligibility import Answer, Pack, UnreadableFacts, check, read_facts
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.states import IN_FLIGHT
from zhicheng.policy.deployment import PackChanged, pack_of

UNREADABLE = "unreadable"
BROKEN = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)  # a row of the list, never its end


def frozen_answer(case: Case, pack: Pack) -> Answer:
    """What the pack says to the facts that were frozen when the case was last submitted, as of its submission.

    Raises UnreadableFacts when the pack does not know a code of theirs.
    """
    facts = given(case.snapshot).body["facts"]
    return check(read_facts(facts, today=legal_day(given(case.submitted_at)), pack=pack), pack)


def difference(case: Case, draft: Pack) -> dict[str, Any] | None:
    """The row of a rehearsal: None when the case comes out the same by its own pack and by the draft."""
    before, trouble_before = _asked(case, None)
    after, trouble_after = _asked(case, draft)
    if before and after and before.verdict == after.verdict:
        return None
    return _about(case) | {
        "from": str(before.verdict) if before else UNREADABLE,
        "to": str(after.verdict) if after else UNREADABLE,
        "rule_from": before.rule if before else None,
        "rule_to": after.rule if after else None,
        "why": _why(before, after) if before and after else [],
        "trouble": trouble_before + trouble_after,
    }


def _asked(case: Case, pack: Pack | None) -> tuple[Answer | None, list[str]]:
    try:
        return frozen_answer(case, pack or pack_of(case.policy_pack, case.policy_sha256)), []
    except UnreadableFacts as unreadable:
        return None, [f"{fault.path}：{fault.message}" for fault in unreadable.faults]
    except PackChanged as changed:
        return None, [changed.message]
    except BROKEN as broken:
        return None, [f"核对时出错：{type(broken).__name__}：{broken}"]


def _about(case: Case) -> dict[str, Any]:
    body = given(case.snapshot).body
    return {
        "case": case.handle,
        "number": case.number,
        "name": body["person"]["name"],
        "unit": body["employer"]["name"],
        "series": case.series,
        "level": case.level,
        "batch": case.batch,
        "bureau": _bureau(case),
        "submitted_on": legal_day(given(case.submitted_at)).isoformat(),
        "in_flight": case.state in IN_FLIGHT,
        "pack": f"{case.policy_pack}@{case.policy_sha256}",
    }


def _bureau(case: Case) -> str:
    """Who decides, or who receives while that is open; empty while neither is known."""
    bureau = case.authority or case.received_by
    return bureau.name if bureau else ""


def _why(before: Answer, after: Answer) -> list[dict[str, Any]]:
    """Each condition and material that comes out otherwise, with the new clause and the new words."""
    old: Mapping[str, Any] = _parts(before)
    why = []
    for key, now in _parts(after).items():
        then = old.get(key)
        if then is None or then.outcome != now.outcome:
            kind, _, code = key.partition(":")
            why.append(
                {
                    kind: code,
                    "clause": now.clause,
                    "from": str(then.outcome) if then else None,
                    "to": str(now.outcome),
                    "because": now.because,
                    "because_before": then.because if then else "",
                }
            )
    return why


def _parts(answer: Answer) -> dict[str, Any]:
    findings = {f"condition:{one.condition}": one for one in answer.findings}
    return findings | {f"material:{one.code}": one for one in answer.materials}
