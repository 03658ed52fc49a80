"""The answer as it is read: what comes of it first, then what to do, whom to ask, until when, and why."""

from dataclasses import dataclass
from datetime import date, datetime

from zhicheng.domain.eligibility import Answer, Finding, Material, MaterialState, Outcome, Pack, Region
from zhicheng.domain.eligibility.change_facts import Change
from zhicheng.domain.eligibility.check import decide
from zhicheng.domain.eligibility.words import LEVEL
from zhicheng.domain.words import cn_date
from zhicheng.policy.deployment import calendar
from zhicheng.web.parts.verdicts import CONDITION_WORDS, MATERIAL_WORDS, OUTCOME_WORDS, VERDICT_WORDS
from zhicheng.web.public.forms.self_check.sheet import Sheet
from zhicheng.web.public.pages.batches import Window, one_window
from zhicheng.web.public.pages.self_check.asked import Asked, ask, change_for, levels_of, nearest, promising
from zhicheng.web.public.pages.self_check.facts import Telling
from zhicheng.web.public.pages.self_check.said import (
    Subject,
    Unsaid,
    said_in_short,
    subject_of,
    unanswered,
    usual_answers,
)

PAPER_WORDS = {
    MaterialState.MISSING: ("还缺", "wait", "alert-circle"),
    MaterialState.DEFECTIVE: ("要补正", "wait", "alert-triangle"),
    MaterialState.PROVIDED: ("您已有，申报时上传", "good", "check"),
}
TOO_SOON = ("时间还不够", "wait", "hourglass")
LATER = ("到时要有", "quiet", "paperclip")


@dataclass(frozen=True, slots=True)
class Line:
    """A condition or a material in one line."""

    name: str
    word: str
    tone: str
    icon: str
    because: str
    clause: str | None


@dataclass(frozen=True, slots=True)
class OtherLevel:
    """What the same facts come to at another level."""

    level: str
    word: str
    tone: str
    icon: str
    because: str


@dataclass(frozen=True, slots=True)
class When:
    """The window to aim at; None where none is known. `waits` when it opens only after a day still to come."""

    window: Window | None
    waits: bool


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the page says of the level that is nearest, and in short of the others."""

    headline: str
    tone: str
    icon: str
    titles: tuple[str, ...]
    change: Change | None
    unsaid: list[Unsaid]
    failing: list[Line]
    fine: list[Line]
    bring: list[Line]
    pulled: list[str]
    office: Region | None
    decider: Region | None
    committee: bool
    hopeless: bool
    when: When | None
    others: list[OtherLevel]
    said: list[str]
    usual: list[str]
    month_only: bool
    sooner: str
    subject: Subject
    policy: str
    version: str
    as_of: date


def result_of(sheet: Sheet, pack: Pack, now: datetime) -> Result:
    """What the pack says to a valid sheet; `now` counts the days left. Raises UnreadableFacts."""
    subject = subject_of(sheet, pack)
    telling = Telling(sheet, pack, late=True)
    asked = [ask(telling, level, subject, pack) for level in levels_of(pack, subject)]
    best = nearest(asked)
    answer, change = best.answer, change_for(best, pack)
    unsaid = unanswered(sheet)
    guessing = any(one.decides for one in unsaid)
    headline, tone, icon = _headline(best, change, guessing=guessing)
    waits = bool(change and change.wait_until) and not guessing
    papers = decide(change.facts, pack).materials if change and waits else answer.materials
    return Result(
        headline=headline,
        tone=tone,
        icon=icon,
        titles=pack.titles_of(subject.series, best.level),
        change=None if guessing else change,
        unsaid=unsaid,
        failing=[_finding(one, answer) for one in answer.findings if one.outcome is not Outcome.MET],
        fine=[_finding(one, answer) for one in answer.findings if one.outcome is Outcome.MET],
        bring=[_paper(one, later=waits) for one in papers if one.state in PAPER_WORDS],
        pulled=[MATERIAL_WORDS[one.code] for one in papers if one.state is MaterialState.PULLED],
        office=pack.regions.get(answer.received_by or ""),
        decider=pack.regions.get(answer.authority or "") if answer.authority != answer.received_by else None,
        committee=_by_committee(best, pack),
        hopeless=answer.verdict is Outcome.NOT_MET and change is None,
        when=None if guessing else _when(best, change, pack, now),
        others=[_other(one) for one in reversed(asked) if one is not best and promising(one.answer)],
        said=said_in_short(sheet),
        usual=usual_answers(sheet),
        month_only=telling.vague,
        sooner=_sooner(sheet, best, subject, pack) if telling.vague else "",
        subject=subject,
        policy=pack.title,
        version=pack.version,
        as_of=best.facts.as_of,
    )


def _headline(best: Asked, change: Change | None, *, guessing: bool) -> tuple[str, str, str]:
    """The verdict in words with its tone and icon."""
    level, verdict = LEVEL[best.level], best.answer.verdict
    word, tone, icon = VERDICT_WORDS[verdict]
    if guessing:
        return "还差几项，补上才能告诉您", "wait", "help"
    if change is None:
        said = {Outcome.MANUAL: f"能否申报{level}，要由人社部门认定", Outcome.NOT_MET: "按您填的情况，不能初定"}
        return said.get(verdict, f"{word}{level}"), tone, icon
    after = "，其中有一项要由人社部门认定" if change.leads_to is Outcome.MANUAL else ""
    if change.wait_until:
        return f"{_short(change.wait_until)}起可以申报{level}{after}", "wait", "calendar-event"
    return f"备齐下面 {len(change.items)} 样，就可以申报{level}{after}", "wait", "alert-circle"


def _short(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _finding(one: Finding, answer: Answer) -> Line:
    in_time = answer.earliest and one.condition == "schooling_and_years"
    word = TOO_SOON if in_time else OUTCOME_WORDS[one.outcome]
    return Line(CONDITION_WORDS[one.condition], *word, one.because, one.clause)


def _paper(one: Material, *, later: bool) -> Line:
    state = LATER if later else PAPER_WORDS[one.state]
    return Line(MATERIAL_WORDS[one.code], *state, one.because, one.clause)


def _when(best: Asked, change: Change | None, pack: Pack, now: datetime) -> When | None:
    """The window in which to submit, after the wait if there is one; nothing to say where it is a no for good."""
    if best.answer.verdict is Outcome.NOT_MET and change is None:
        return None
    affiliation = best.facts.employer.affiliation
    day = change.wait_until if change and change.wait_until else best.facts.as_of
    batch = pack.batch_on(day, affiliation, best.level)
    batches = pack.batches_for(affiliation, best.level)
    window = one_window(pack, batches.index(batch), batch, calendar(), now) if batch else None
    return When(window, waits=day > best.facts.as_of)


def _by_committee(best: Asked, pack: Pack) -> bool:
    decider = pack.decider_for(best.facts.employer.affiliation, best.level)
    return decider is not None and decider.by == "committee"


def _other(one: Asked) -> OtherLevel:
    word, tone, icon = VERDICT_WORDS[one.answer.verdict]
    if one.answer.earliest:
        word, tone, icon = f"{cn_date(one.answer.earliest)}起年限满", "wait", "calendar-event"
    return OtherLevel(LEVEL[one.level], word, tone, icon, one.answer.finding("schooling_and_years").because)


def _sooner(sheet: Sheet, best: Asked, subject: Subject, pack: Pack) -> str:
    """What it would be, were the days of which only the month was said the first of it; empty for the same."""
    early = ask(Telling(sheet, pack, late=False), best.level, subject, pack)
    if _same(early.answer, best.answer):
        return ""
    change = change_for(early, pack)
    then = f"{cn_date(change.wait_until)}起就可以" if change and change.wait_until else "现在年限就够了"
    return f"您只填到年月，这里按最晚的一天算；要是按最早的一天算，{then}。请填上具体的日再查一次。"


def _same(one: Answer, other: Answer) -> bool:
    return (one.verdict, one.earliest) == (other.verdict, other.earliest)
