"""What waits for whom, in one sentence each, from the cases as they stand."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from zhicheng.cases.queries import cases_seen_by
from zhicheng.documents.models import OfficialDocument
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import EMPLOYER_ROLES, WORKER, Role
from zhicheng.domain.states import State
from zhicheng.domain.words import STATE_WORDS, deadline_words
from zhicheng.people.models import Organisation

MOST_CASES = 1000
NOTHING = "目前没有待办"
WATCHES = {
    Role.AUDITOR: "查看全部申报和操作记录，不能办理",
    Role.SYSTEM_ADMIN: "查看后台任务和运行情况",
    Role.SECURITY_ADMIN: "查看账号与安全记录",
    Role.AUDIT_ADMIN: "查看操作记录，核对记录链",
}
Test = Callable[[Any], bool]


class Waiting:
    """Reads the cases once and answers for everybody."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        cases = cases_seen_by(WORKER).prefetch_related("inquiries", "objections", "publicity_entries__publicity")
        self.cases = list(cases.defer("snapshot__body").order_by("-pk")[:MOST_CASES])
        self.latest: dict[int, Any] = {}
        for case in self.cases:
            self.latest.setdefault(case.person_id, case)
        self.drafts = list(OfficialDocument.objects.filter(issued_at=None).values_list("bureau_id", "drafted_by_id"))
        self.tables = list(
            Organisation.objects.filter(post_tables__isnull=False).values_list(
                "pk", "supervised_by_id", "affiliation", "post_tables__state"
            )
        )

    def has_case(self, person: int) -> bool:
        return person in self.latest

    def rank(self, person: int) -> int:
        """Those who must act themselves come first, then running cases, then those without, then ended ones."""
        case = self.latest.get(person)
        if case is None:
            return 2
        if case.state in (State.RETURNED, State.DRAFT):
            return 0
        return 1 if STATE_WORDS[case.state].holder else 3

    def employer_of(self, person: int) -> str:
        case = self.latest.get(person)
        return case.employer.name if case and case.employer else ""

    def applicant(self, person: int) -> str:
        """What waits for the applicant, from the latest case."""
        case = self.latest.get(person)
        if case is None:
            return "还没有申报"
        if case.state == State.RETURNED:
            return self._returned(case)
        words = STATE_WORDS[case.state].word
        if case.state == State.PUBLIC_NOTICE and _held(case):
            return f"{words}，有异议正在核实"
        if case.state == State.EMPLOYER_PUBLICITY and _held(case):
            return f"{words}，有异议等单位处理"
        if _paper_missing(case):
            late = case.paper_due < legal_day(self.now)
            return f"{words}，纸质表{'逾期未交' if late else f' {case.paper_due:%Y-%m-%d} 前交到窗口'}"
        return words

    def _returned(self, case: Any) -> str:
        asked = [one for one in case.inquiries.all() if one.answered_at is None and one.expired_at is None]
        if not asked:
            return STATE_WORDS[case.state].word
        number = len(asked[-1].body.get("defects", []))
        left = f"，{deadline_words(asked[-1].due_at, self.now).left}" if asked[-1].due_at else ""
        return f"被退回 {number} 处待补正{left}"

    def staff(self, role: Role, organisation: Organisation, person: int) -> str:
        """What waits for somebody in this role there."""
        if role in WATCHES:
            return WATCHES[role]
        if role in EMPLOYER_ROLES:
            parts = self._employer(role, organisation.pk)
        elif role is Role.SUPERVISOR:
            parts = [(self._tables("with_supervisor", supervisor=organisation.pk), "份岗位信息表待审核")]
        else:
            parts = self._bureau(role, organisation, person)
        return "，".join(f"{number} {words}" for number, words in parts if number) or NOTHING

    def _employer(self, role: Role, unit: int) -> list[tuple[int, str]]:
        own = [case for case in self.cases if case.employer_id == unit]
        running = [case for case in own if case.state == State.EMPLOYER_PUBLICITY]
        if role is Role.EMPLOYER_CLERK:
            waiting = sum(case.state == State.WITH_EMPLOYER for case in own)
            tables = sum(one == unit and state == "returned" for one, _, _, state in self.tables)
            return [(waiting, "件待核实"), (len(running), "件单位公示中"), (tables, "份岗位信息表被退回")]
        over = sum(not _held(case) and self._is_over(case) for case in running)
        held = sum(_held(case) for case in running)
        return [(over, "件公示期满待推荐"), (held, "条异议待处理")]

    def _bureau(self, role: Role, organisation: Organisation, person: int) -> list[tuple[int, str]]:
        bureau = organisation.pk
        decides = [case for case in self.cases if case.authority_id == bureau]
        desk = [case for case in decides if case.state == State.WITH_BUREAU]
        if role is Role.PAPER_COUNTER:
            return [
                (sum(case.received_by_id == bureau and _paper_missing(case) for case in self.cases), "份纸质表待收")
            ]
        if role is Role.BUREAU_CLERK:
            return [
                (sum(case.proposed_by_id is None for case in desk), "件待审核"),
                (sum(case.state == State.APPROVED for case in decides), "件待公示"),
                (sum(case.state == State.CLEARED for case in decides), "件待发文"),
            ]
        second = sum(case.proposed_by_id not in (None, person) for case in desk)
        held = sum(case.state == State.PUBLIC_NOTICE and _held(case) for case in decides)
        if role is Role.BUREAU_REVIEWER:
            tables = self._tables("with_bureau", affiliation=organisation.affiliation)
            return [(second, "件待第二人批准"), (held, "条异议待核实"), (tables, "份岗位信息表待审核")]
        drafts = sum(at == bureau and by != person for at, by in self.drafts)
        changes = sum(_change_proposed_by(case) not in (None, person) for case in decides)
        return [(drafts, "份公布文件待签发"), (changes, "件证书变更待决定"), (second, "件待第二人批准")]

    def _tables(self, state: str, *, supervisor: int | None = None, affiliation: str = "") -> int:
        return sum(
            found == state and (above == supervisor if supervisor else area == affiliation)
            for _unit, above, area, found in self.tables
        )

    def _is_over(self, case: Any) -> bool:
        ends = [one.publicity.ends_at for one in case.publicity_entries.all() if one.withdrawn_at is None]
        return bool(ends) and max(ends) <= self.now


def _held(case: Any) -> bool:
    return any(one.decided_at is None for one in case.objections.all())


def _change_proposed_by(case: Any) -> int | None:
    """Who proposed to change the certificate, where that waits for another."""
    proposed_by: int | None = case.change_proposed_by_id
    if case.state == State.CERTIFIED:
        proposed_by = proposed_by or case.revocation_proposed_by_id
    return proposed_by


def _paper_missing(case: Any) -> bool:
    return case.paper_due is not None and case.paper_received_at is None and case.state not in ("revoked", "refused")
