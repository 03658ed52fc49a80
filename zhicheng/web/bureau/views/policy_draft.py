"""A draft of the policy desk: its check page, its forms, proposing, taking back, dropping."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.permissions import BUREAU_ROLES
from zhicheng.policy.actions.drop_draft import drop_draft
from zhicheng.policy.actions.propose_draft import propose_draft
from zhicheng.policy.actions.take_back_draft import take_back_draft
from zhicheng.policy.compare import differences
from zhicheng.policy.deployment import deployed_pack
from zhicheng.policy.desk.queries import Version, draft_for, flips_of, version_for
from zhicheng.policy.desk.rehearsed import acts_since, latest_rehearsal, under_way
from zhicheng.policy.desk.rights import may_draft
from zhicheng.policy.models import Draft
from zhicheng.web.acts import as_role
from zhicheng.web.bureau.forms.policy import NoteForm, put_on
from zhicheng.web.bureau.pages.policy_check import (
    Examples,
    Standing,
    fault_links,
    next_step_of,
    parts_with_faults,
    steps_of,
    why_not_publish,
    worked_examples,
)
from zhicheng.web.bureau.pages.policy_desk import draft_row
from zhicheng.web.bureau.pages.policy_difference import differences_of
from zhicheng.web.bureau.views.policy_desk import DRAFTERS, both, must_be_drafter
from zhicheng.web.posted import whole
from zhicheng.web.refusals import STATUS
from zhicheng.web.request import Request


def standing_of(draft: Draft, version: Version, now: datetime) -> Standing:
    """Where the draft stands: its faults, its examples run now, its last rehearsal."""
    examples = worked_examples(version.pack, version.content) if version.pack else Examples()
    rehearsal = latest_rehearsal(draft)
    done = rehearsal is not None and rehearsal.done_at is not None
    if draft.state not in (Draft.OPEN, Draft.PROPOSED):
        return Standing(draft, len(version.faults), examples, rehearsal)
    stale = acts_since(rehearsal) if rehearsal and done else 0
    running = under_way(rehearsal, now)
    return Standing(draft, len(version.faults), examples, rehearsal, stale, _changed(version), running)


def _changed(version: Version) -> int:
    """How many values differ from the pack in force, its version left aside; one at least while it cannot be read."""
    if version.pack is None:
        return 1
    return len([one for one in differences(deployed_pack(), version.pack) if one.path != "version"])


@require_safe
@as_role(*BUREAU_ROLES)
def draft(request: Request, handle: str) -> HttpResponse:
    """Everything that is known of a draft on one page."""
    held, version = draft_for(request.actor, handle), version_for(request.actor, handle)
    standing = standing_of(held, version, request.now)
    last = standing.rehearsal
    edits = may_draft(request.actor) and held.state in (Draft.OPEN, Draft.PROPOSED)
    context = {
        "row": draft_row(held),
        "draft": held,
        "version": version,
        "standing": standing,
        "steps": steps_of(standing),
        "step": next_step_of(standing, request.actor),
        "faults": fault_links(held, version.faults),
        "example_faults": fault_links(held, standing.examples.faults),
        "parts": parts_with_faults(version.faults),
        "parts_differ": differences_of(deployed_pack(), version.pack) if version.pack else [],
        "edits": edits,
        "may_rehearse": edits and version.pack is not None,
        "running": standing.running,
        "flips": flips_of(last).count() if last and last.done_at else 0,
        "step_is_rehearsal": edits and standing.wants_rehearsal,
        "why_not": why_not_publish(held, request.actor),
    }
    return render(request, "bureau/policy_draft.html", context)


@both
@as_role(*DRAFTERS)
def propose(request: Request, handle: str) -> HttpResponse:
    """Put the draft before the leaders."""

    def act(held: Draft, note: str, seen: int) -> None:
        propose_draft(held, request.actor, seen=seen, now=request.now, note=note)

    return _act(request, handle, act, PROPOSE)


@both
@as_role(*DRAFTERS)
def take_back(request: Request, handle: str) -> HttpResponse:
    """A proposed draft is open again."""

    def act(held: Draft, note: str, seen: int) -> None:
        take_back_draft(held, request.actor, now=request.now, seen=seen, note=note)

    return _act(request, handle, act, TAKE_BACK)


@both
@as_role(*DRAFTERS)
def drop(request: Request, handle: str) -> HttpResponse:
    """Give a draft up."""

    def act(held: Draft, note: str, seen: int) -> None:
        drop_draft(held, request.actor, now=request.now, seen=seen, note=note)

    return _act(request, handle, act, DROP)


PROPOSE: dict[str, Any] = {
    "title": "提请发布",
    "label": "提请发布",
    "note": "为什么改（发布的人会看到）",
    "consequences": ["草稿交给市局负责人核对；起草、修改、提请的人不能自己发布", "再改动草稿，就要重新提请"],
    "done": "已提请发布，等另一位负责人核对。",
}
TAKE_BACK: dict[str, Any] = {
    "title": "撤回或退回提请",
    "label": "撤回，继续修改",
    "note": "为什么（起草的人会看到）",
    "consequences": ["草稿回到起草中，可以继续修改", "要发布时须重新提请"],
    "done": "已回到起草中。",
}
DROP: dict[str, Any] = {
    "title": "作废草稿",
    "label": "作废",
    "note": "为什么",
    "consequences": ["这份草稿不再修改，也不能发布", "内容仍可阅读和导出，现用的政策不受影响"],
    "done": "草稿已作废。",
    "official": True,
}


def _act(request: Request, handle: str, act: Any, question: dict[str, Any]) -> HttpResponse:
    """The page of one act on a draft: what will happen, the reason, and back to the draft."""
    must_be_drafter(request.actor)
    held = draft_for(request.actor, handle)
    form, status = NoteForm(request.POST or None, label=question["note"]), 200
    if form.is_valid():
        try:
            act(held, form.cleaned_data["note"], whole(request.POST.get("seen")) or 0)
            messages.success(request, question["done"])
            return redirect("bureau-policy-draft", handle)
        except NotYours:
            raise
        except Refused as refused:
            put_on(form, refused)
            status = STATUS.get(type(refused), 422)
    elif form.is_bound:
        status = 422
    back = reverse("bureau-policy-draft", args=[handle])
    context = {"draft": held, "form": form, "question": question, "back": back}
    return render(request, "bureau/policy_act.html", context, status=status)
