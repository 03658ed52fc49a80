"""The first page of the policy desk: what is in force, what is under way and who must act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from zhicheng.domain.permissions import Actor
from zhicheng.domain.words import cn_date
from zhicheng.policy.desk.rights import may_draft, may_publish
from zhicheng.policy.models import Draft

TONES = {Draft.OPEN: "wait", Draft.PROPOSED: "wait", Draft.PUBLISHED: "good", Draft.DROPPED: "quiet"}
WORDS = dict(Draft.STATES)
LITTLE_LEFT = 60  # days of the calendar


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft on the list, and who must act."""

    draft: Draft
    word: str
    tone: str
    holder: str


@dataclass(frozen=True, slots=True)
class Step:
    """The one next step of whoever looks."""

    title: str
    text: str
    url: str = ""
    label: str = ""


def draft_row(draft: Draft) -> DraftRow:
    """A draft with its words."""
    return DraftRow(draft, WORDS[draft.state], TONES[draft.state], holder_of(draft))


def holder_of(draft: Draft) -> str:
    """Who must act on it."""
    if draft.state == Draft.OPEN:
        return f"{draft.drafted_by.name}继续修改，或提请发布"
    if draft.state == Draft.PROPOSED:
        return "市局负责人（没有参与起草、提请的）核对名单后发布"
    return ""


def took_part(draft: Draft, actor: Actor) -> bool:
    """Whether the actor edited or proposed it, and so cannot publish it."""
    return actor.person in (draft.proposed_by_id, *draft.editors)


def next_step(actor: Actor, drafts: list[Draft], known_until: date, today: date) -> Step:
    """What this officer should do now, first things first."""
    for draft in drafts:
        if draft.state == Draft.PROPOSED and may_publish(actor) and not took_part(draft, actor):
            text = (
                f"{draft.title}，{draft.proposed_by.name if draft.proposed_by else ''}提请。请核对改了什么、影响到谁。"
            )
            return Step("核对一份提请发布的政策", text, reverse("bureau-policy-draft", args=[draft.handle]), "去核对")
    if not may_draft(actor):
        return Step(
            "不用办什么", "您可以阅读现用的政策，也可以比较各个版本。修改政策由市级人社部门的复核人员和负责人起草。"
        )
    for draft in drafts:
        if draft.state == Draft.OPEN:
            url = reverse("bureau-policy-draft", args=[draft.handle])
            return Step("接着改一份草稿", f"{draft.title}，还没有提请发布。", url, "继续修改")
    if (known_until - today).days < LITTLE_LEFT:
        text = f"日历只到 {cn_date(known_until)}，之后不能开始公示。国务院办公厅的通知公布后请录入。"
        return Step("录入下一年的工作日历", text, reverse("bureau-policy-calendar"), "看日历")
    text = "现用的政策没有待办的修改。需要改的时候，从现用的政策起草一份，改好、预演之后由另一位负责人发布。"
    return Step("要改政策，先起草一份", text, reverse("bureau-policy-start"), "起草")
