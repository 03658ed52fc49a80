"""The reviewer's check list as it stands: each question with what was found, and how many are left."""

from dataclasses import dataclass
from typing import Any

from zhicheng.cases.looking_through import check_list, findings
from zhicheng.cases.queries import acts_open_to
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Act, Desk
from zhicheng.policy.deployment import pack_of

OUTCOME_WORDS = {"ok": ("无问题", "good"), "defect": ("有问题", "stop"), "not_applicable": ("不涉及", "quiet")}


@dataclass(frozen=True, slots=True)
class Item:
    """One question; `outcome` is "" while nobody has looked."""

    code: str
    question: str
    clause: str | None
    outcome: str
    word: str
    tone: str
    note: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckList:
    items: list[Item]
    reasons: list[tuple[str, str]]
    editable: bool

    @property
    def done(self) -> int:
        return sum(1 for item in self.items if item.outcome)

    @property
    def defects(self) -> int:
        return sum(1 for item in self.items if item.outcome == "defect")

    @property
    def next_code(self) -> str:
        """The first question that nobody has looked at, "" when there is none."""
        return next((item.code for item in self.items if not item.outcome), "")

    @property
    def whole(self) -> bool:
        return self.done == len(self.items)


def check_list_of(actor: Actor, case: Any) -> CheckList:
    """The check list of the case's present submission."""
    found = findings(case, Desk.BUREAU)
    reasons = [(reason.code, reason.wording) for reason in pack_of(case.policy_pack, case.policy_sha256).return_reasons]
    items = [_item(one, found.get(one.code), dict(reasons)) for one in check_list(case)]
    return CheckList(items, reasons, Act.CHECK_ITEM in acts_open_to(actor, case))


def _item(one: Any, check: Any, reasons: dict[str, str]) -> Item:
    if check is None:
        return Item(one.code, one.question, one.clause, "", "未核对", "quiet", "", "")
    word, tone = OUTCOME_WORDS[check.outcome]
    return Item(
        one.code, one.question, one.clause, check.outcome, word, tone, check.note, reasons.get(check.reason, "")
    )
