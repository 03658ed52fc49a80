"""One part of a draft as a form without a script: what is typed is kept, right or wrong, and told where it is wrong."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhicheng.domain.faults import NotYours, Refused, StalePage
from zhicheng.domain.permissions import Actor
from zhicheng.policy.actions.edit_draft import edit_draft
from zhicheng.policy.desk.queries import draft_for, version_for
from zhicheng.policy.form.controls import filled
from zhicheng.policy.form.faults import with_faults
from zhicheng.policy.form.field import Part
from zhicheng.policy.form.parts import EXAMPLES, PART
from zhicheng.policy.form.posted import taken
from zhicheng.policy.form.tables import content_of, names_of, sheet_of
from zhicheng.policy.models import Draft
from zhicheng.policy.packs import PackContent
from zhicheng.policy.worked.cross_check import taken_over
from zhicheng.policy.worked.form import people_in_words, vocabulary
from zhicheng.web.acts import as_role
from zhicheng.web.bureau.pages.policy_check import (
    CASES_ON_A_PAGE,
    fault_links,
    faults_with_examples,
    parts_with_faults,
    remarked,
)
from zhicheng.web.bureau.views.policy_desk import DRAFTERS, both, must_be_drafter
from zhicheng.web.posted import whole
from zhicheng.web.refusals import STATUS
from zhicheng.web.request import Request

CASES = "cases"
OVERTAKEN = "您打开这一页之后，草稿又被改过，这次没有保存。您填写的都在下面；请另开一页看最新的草稿，再决定怎样改。"
BROKEN_OFF = "表单没有传完整，没有保存。请再保存一次。"


@dataclass
class Sent:
    """What a form sent, and what became of it."""

    content: PackContent
    seen: int
    saved: bool = False
    said: str = ""
    status: int = 200
    more: dict[str, int] = field(default_factory=dict)


@both
@as_role(*DRAFTERS)
def edit(request: Request, handle: str, slug: str) -> HttpResponse:
    """A part of the draft; saved, it leads to the draft's check page, unless something in this part is wrong."""
    must_be_drafter(request.actor)
    held, part = draft_for(request.actor, handle), _part(slug)
    if held.state not in (Draft.OPEN, Draft.PROPOSED):
        return redirect("bureau-policy-draft", handle)
    before = version_for(request.actor, handle).content
    windows = _windows(request, part)
    sent = _taken(request, held, part, before, windows) if request.method == "POST" else Sent(before, held.version)
    faults = faults_with_examples(sent.content)
    groups, _ = with_faults(filled(part, sheet_of(sent.content), more=sent.more, windows=windows), faults)
    here = reverse("bureau-policy-edit", args=[handle, slug])
    errors = [one for one in fault_links(held, faults) if one["url"].startswith(here)]
    if sent.saved and not errors:
        messages.success(request, f"已保存“{part.title}”，算例已重新测算，结果在下面。")
        return redirect("bureau-policy-draft", handle)
    context = {
        "draft": held,
        "part": part,
        "groups": remarked(groups, sent.content) if part is EXAMPLES else groups,
        "sent": sent,
        "errors": errors,
        "parts": parts_with_faults(faults),
        **_help(part, sent.content, windows),
        "has_queue": True,
        "has_actionbar": True,
    }
    return render(request, "bureau/policy_edit.html", context, status=422 if sent.saved else sent.status)


def _windows(request: Request, part: Part) -> dict[str, range]:
    """Worked cases come some at a time: no form may have more fields than the platform takes."""
    start = whole(request.GET.get("from")) or 0
    return {CASES: range(start, start + CASES_ON_A_PAGE)} if part is EXAMPLES else {}


def _help(part: Part, content: PackContent, windows: dict[str, range]) -> dict[str, Any]:
    """Beside the worked cases: the other pages of them, the people from whom they begin, and what can be written."""
    if part is not EXAMPLES:
        return {}
    sheet = sheet_of(content)
    count, names, window = len(sheet.tables[CASES]), names_of(sheet), windows[CASES]
    pager = {
        "previous_url": f"?from={max(window.start - CASES_ON_A_PAGE, 0)}" if window.start else "",
        "next_url": f"?from={window.stop}" if window.stop < count else "",
        "note": f"第 {window.start + 1} 至 {min(window.stop, count)} 个，共 {count} 个；先保存，再翻页",
    }
    return {
        "pager": pager if count > CASES_ON_A_PAGE else {},
        "people": people_in_words(content.examples, names),
        "vocabulary": vocabulary(names),
    }


def _part(slug: str) -> Part:
    if slug not in PART:
        raise NotYours
    return PART[slug]


def _taken(request: Request, held: Draft, part: Part, before: PackContent, windows: dict[str, range]) -> Sent:
    seen = whole(request.POST.get("seen")) or 0
    if not request.POST.get("whole"):
        return Sent(before, seen, said=BROKEN_OFF, status=422)
    posted = {name: [str(one) for one in values] for name, values in request.POST.lists()}
    sent = Sent(content_of(taken(part, sheet_of(before), posted, windows=windows), before), seen)
    act, _, where = request.POST.get("act", "").partition(":")
    if act == "add":
        sent.more = {where: 1}
    else:
        _save(held, request.actor, sent, request)
    return sent


def _save(held: Draft, actor: Actor, sent: Sent, request: Request) -> None:
    try:
        sent.seen = edit_draft(held, actor, content=sent.content, seen=sent.seen, now=request.now).version
        sent.saved = True
    except NotYours:
        raise
    except Refused as refused:
        sent.said = OVERTAKEN if isinstance(refused, StalePage) else refused.message
        sent.status = STATUS.get(type(refused), 422)


@require_POST
@as_role(*DRAFTERS)
def take_over(request: Request, handle: str) -> HttpResponse:
    """The chosen values that the examples repeat are written as the draft says them."""
    must_be_drafter(request.actor)
    held, version = draft_for(request.actor, handle), version_for(request.actor, handle)
    keys = set(request.POST.getlist("key"))
    if version.pack is None or not keys:
        messages.warning(request, "没有勾选要更新的项目。")
        return redirect("bureau-policy-draft", handle)
    examples = taken_over(version.pack, version.content.examples, keys)
    sent = Sent(replace(version.content, examples=examples), whole(request.POST.get("seen")) or 0)
    _save(held, request.actor, sent, request)
    if sent.said:
        messages.error(request, sent.said)
    else:
        messages.success(request, "勾选的已照草稿更新。")
    return redirect("bureau-policy-draft", handle)
