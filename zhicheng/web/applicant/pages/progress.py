"""How far a case is: its steps, who holds the ball until when, and the one thing the person is asked to do now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from zhicheng.cases.applicant_queries import Case, Correction, Listed
from zhicheng.domain.legal_time import closes_at, legal_day
from zhicheng.domain.states import State
from zhicheng.domain.words import STATE_WORDS, cn_date
from zhicheng.web.applicant.pages.window import Window

UNIT_DONE = frozenset({State.EMPLOYER_PUBLICITY, State.WITH_BUREAU})
PASSED = (State.APPROVED, State.PUBLIC_NOTICE, State.CLEARED, State.DECIDED, State.CERTIFIED, State.REVOKED)
ENDED = frozenset({State.REFUSED, State.WITHDRAWN, State.LAPSED})
Day = date | None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the way: done, current, todo or stopped."""

    title: str
    state: str
    note: str = ""
    date: Day = None
    holder: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is asked of the person now; without a link there is only to wait."""

    title: str
    text: str = ""
    deadline: datetime | None = None
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of a case beside its row."""

    case: Case
    correction: Correction | None
    lists: dict[str, Listed]
    held: bool
    window: Window | None = None
    document_number: str = ""
    certificate_number: str = ""


def next_step(progress: Progress, missing: int, now: datetime) -> NextStep | None:
    """The one card of the home page; None when the case rests with somebody else and nothing is due."""
    case, state = progress.case, State(progress.case.state)
    if state is State.DRAFT:
        return _draft_step(progress.window, missing)
    if state is State.RETURNED and progress.correction:
        count = len(progress.correction.defects)
        url = reverse("applicant-case", args=[case.handle])
        return NextStep(
            f"补正 {count} 处，再次提交",
            "逾期没有再次提交的，这次申报失效。",
            progress.correction.due_at,
            url,
            "去补正",
        )
    if paper_awaited(case):
        due = closes_at(case.paper_due) if case.paper_due else None
        url = reverse("applicant-case", args=[case.handle]) + "#paper-form"
        to = case.received_by.name if case.received_by else "受理部门"
        return NextStep("打印并交纸质表", f"A4 双面打印一式两份，签字盖章后交到{to}。", due, url, "去打印")
    return None


def _draft_step(window: Window | None, missing: int) -> NextStep:
    text = f"还有 {missing} 处没有补齐。" if missing else "内容已经齐全，核对后即可提交。"
    url = reverse("applicant-apply") if missing else reverse("applicant-check")
    label = "继续填写" if missing else "去核对并提交"
    if window is None:
        return NextStep("填好申报，然后提交", text, None, url, label)
    if not window.known:
        ask = f"请致电 {window.phone} 咨询" if window.phone else f"请向{window.bureau}咨询"
        said = f"{window.bureau}还没有公布申报时间，草稿会替您留着；{ask}。"
        return NextStep("先填好申报，等申报开始", f"{text}{said}", None, url, label)
    if not window.open and window.opens:
        return NextStep("先填好申报，等申报开始", f"{text}下一批从{cn_date(window.opens)}开始。", None, url, label)
    safe = (
        f"为留出单位公示 {window.publicity_days} 个工作日，请在{cn_date(window.last_safe)}前提交。"
        if window.last_safe
        else ""
    )
    return NextStep("填好申报，然后提交" if missing else "提交申报", f"{text}{safe}", window.ends_at, url, label)


def waiting_for(case: Case) -> str:
    """Who holds the ball, by name; empty when it is the person or nobody."""
    holder = STATE_WORDS[case.state].holder
    named = {"用人单位": case.employer, "人社部门": case.authority}.get(holder)
    return named.name if named else ""


def paper_awaited(case: Case) -> bool:
    """Whether the signed forms are asked for and not yet there."""
    asked = State(case.state) in (State.CLEARED, State.DECIDED, State.CERTIFIED)
    return asked and case.paper_due is not None and case.paper_received_at is None


def steps(progress: Progress) -> list[Step]:
    """已提交 → 单位核实 → 单位公示 → 人社审核 → 公示 → 发文 → 证书."""
    case = progress.case
    return [_sent(case), _unit(progress), _unit_list(progress), _bureau(progress), *_after(progress)]


def _sent(case: Case) -> Step:
    if case.submitted_at is None:
        return Step("提交", "current" if case.state == State.DRAFT else "stopped", "未提交", holder="您")
    return Step("已提交", "done", date=legal_day(case.submitted_at))


def _unit(progress: Progress) -> Step:
    case, state = progress.case, State(progress.case.state)
    name = case.employer.name if case.employer else "用人单位"
    if case.submitted_at is None:
        return Step("单位核实", "todo", holder=name)
    if state is State.WITH_EMPLOYER:
        return Step("单位核实", "current", "单位正在逐项核实", _day(case.arrived_at), name)
    if state is State.RETURNED and case.returned_by == "employer":
        return Step("单位核实", "current", _returned_note(progress), holder="您")
    if state in ENDED and case.recommended_at is None:
        return Step("单位核实", "stopped", holder=name)
    return Step("单位核实", "done", holder=name)


def _unit_list(progress: Progress) -> Step:
    case, listed = progress.case, progress.lists.get("unit")
    if case.recommended_at:
        return Step("单位公示", "done", "公示期满，已推荐上报", _day(case.recommended_at))
    if case.state == State.EMPLOYER_PUBLICITY and listed:
        return Step("单位公示", "current", _list_note(progress, listed), listed.ends_on, "到期后由单位推荐上报")
    return Step("单位公示", "todo")


def _bureau(progress: Progress) -> Step:
    case, state = progress.case, State(progress.case.state)
    name = case.authority.name if case.authority else "人社部门"
    if state in PASSED:
        return Step("人社审核", "done", "已通过", _day(case.approved_at), name)
    if state is State.WITH_BUREAU:
        return Step("人社审核", "current", "正在审核", _day(case.arrived_at), name)
    if state is State.RETURNED and case.returned_by == "bureau":
        return Step("人社审核", "current", _returned_note(progress), holder="您")
    if state in ENDED and case.recommended_at:
        return Step("人社审核", "stopped", holder=name)
    return Step("人社审核", "todo", holder=name)


def _after(progress: Progress) -> list[Step]:
    case, state = progress.case, State(progress.case.state)
    rank = PASSED.index(state) if state in PASSED else -1
    listed = progress.lists.get("bureau")
    public = Step("公示", "todo")
    if state is State.APPROVED:
        public = Step("公示", "current", "等待列入公示名单", holder=case.authority.name if case.authority else "")
    elif state is State.PUBLIC_NOTICE and listed:
        public = Step("公示", "current", _list_note(progress, listed), listed.ends_on)
    elif rank > PASSED.index(State.PUBLIC_NOTICE):
        public = Step("公示", "done", date=_day(case.cleared_at))
    issued = Step(
        "发文", "current" if state is State.CLEARED else "done" if rank >= 3 else "todo", progress.document_number
    )
    made = "done" if progress.certificate_number else "current"
    words = {State.DECIDED: "current", State.CERTIFIED: made, State.REVOKED: "stopped"}
    certificate = Step("证书", words.get(state, "todo"), progress.certificate_number)
    return [public, issued, certificate]


def _list_note(progress: Progress, listed: Listed) -> str:
    if progress.held:
        return "公示期间收到异议，正在核实；核实完之前暂停，不影响其他人"
    return f"公示到{cn_date(listed.ends_on)}24:00"


def _returned_note(progress: Progress) -> str:
    count = len(progress.correction.defects) if progress.correction else 0
    return f"退回，{count} 处待补正"


def _day(moment: datetime | None) -> Day:
    return legal_day(moment) if moment else None
