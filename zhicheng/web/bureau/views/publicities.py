"""The bureau's public lists: what runs, who goes on the next one, what the public will see, publishing it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhicheng.cases.actions.publish_list import publish_list
from zhicheng.cases.bureau_list_queries import (
    MOST_AT_ONCE,
    PAGE,
    Preview,
    entries_of,
    for_the_next_list,
    how_many_wait,
    objections_of,
    preview_list,
    publicities,
    publicity_for,
    waiting_batches,
)
from zhicheng.documents.queries import paper_by_key
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import Act, State
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.policy.deployment import calendar
from zhicheng.web.acts import as_role, needs
from zhicheng.web.bureau.forms.lists import PublishForm
from zhicheng.web.bureau.pages.case import period_of
from zhicheng.web.posted import whole
from zhicheng.web.refusals import STATUS
from zhicheng.web.request import Request

READERS = (Role.BUREAU_CLERK, Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)


@require_safe
@as_role(*READERS)
def lists(request: Request) -> HttpResponse:
    """The bureau's public lists, newest first."""
    mark = request.GET.get("before", "")
    found = publicities(request.actor, whole(mark))
    rows, more = found[:PAGE], len(found) > PAGE
    pager = {
        "previous_url": reverse("bureau-publicities") if mark else "",
        "next_url": f"?before={rows[-1].pk}" if more else "",
    }
    context = {"rows": rows, "pager": pager, "waiting": how_many_wait(request.actor)}
    return render(request, "bureau/publicities.html", context)


@require_safe
@as_role(*READERS)
def one(request: Request, handle: str) -> HttpResponse:
    """One list: its days, everybody on it, the objections, and what became of them."""
    publicity = publicity_for(request.actor, handle)
    entries = entries_of(publicity)
    held = _held(entries)
    context = {
        "publicity": publicity,
        "entries": entries,
        "objections": objections_of(publicity),
        "period": period_of(publicity),
        "over": request.now >= publicity.ends_at,
        "result": _result(entries, held),
        "held": held,
        "paper": paper_by_key(f"bureau-notice:{handle}"),
    }
    return render(request, "bureau/publicity.html", context)


def _held(entries: list[Any]) -> set[int]:
    """The entries that an undecided objection holds."""
    return {entry.pk for entry in entries if any(one.decided_at is None for one in entry.objections.all())}


def _result(entries: list[Any], held: set[int]) -> dict[str, int]:
    """How many went on, are held, still wait, or are off the list."""
    on = [entry for entry in entries if not entry.withdrawn_at]
    waiting = [entry for entry in on if entry.case.state == State.PUBLIC_NOTICE]
    stopped = sum(1 for entry in waiting if entry.pk in held)
    return {
        "gone_on": len(on) - len(waiting),
        "held": stopped,
        "waiting": len(waiting) - stopped,
        "off": len(entries) - len(on),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.PUBLISH)
def new(request: Request) -> HttpResponse:
    """Choose, see what the public will see, publish; `step` tells which of the three."""
    if request.method != "POST":
        return _choose(request, PublishForm(initial=_first_words(request)), None)
    form, handles = PublishForm(request.POST), request.POST.getlist("case")
    if not form.is_valid():
        return _choose(request, form, handles, 422)
    try:
        preview = _preview(request, handles, request.now)
        if request.POST.get("step") == "publish":
            ids = [case.pk for case in preview.cases]
            made = publish_list(ids, actor=request.actor, now=request.now, **form.cleaned_data)
            messages.success(request, f"已开始公示，共 {len(ids)} 人，公示文件正在生成。")
            return redirect("bureau-publicity", made.handle)
    except NotYours:
        raise
    except Refused as refused:
        form.add_error(None, refused.message)
        return _choose(request, form, handles, STATUS.get(type(refused), 422))
    context = {
        "form": form,
        "preview": preview,
        "calendar": calendar(),
        "new_url": reverse("bureau-publicity-new"),
        "consequences": [
            f"名单上的 {len(preview.cases)} 人立即对公众公示，名单不能再增减",
            "公示期内任何人可以实名提出异议，有异议的人暂停，其他人不受影响",
            "公示期满，没有异议的人自动进入待发文",
        ],
    }
    return render(request, "bureau/publicity_preview.html", context)


def _preview(request: Request, handles: list[str], now: datetime) -> Preview:
    try:
        return preview_list(request.actor, handles, now)
    except CalendarRunsOut as runs_out:
        raise Refused("法定工作日日历还没有公布到公示期满的日子，不能开始公示。请先更新日历。") from runs_out


def _first_words(request: Request) -> dict[str, str]:
    assert request.appointment is not None  # noqa: S101  (the guard has seen to it)
    bureau = request.appointment.organisation
    contact = " ".join(part for part in (bureau.name, bureau.phone, bureau.address) if part)
    return {"title": f"{bureau.name}职称初定拟取得资格人员名单公示", "contact": contact}


def _choose(request: Request, form: PublishForm, ticked: list[str] | None, status: int = 200) -> HttpResponse:
    """Everybody of the batch is ticked at first; what was ticked or not stays so."""
    batch = request.GET.get("batch", "")
    cases = for_the_next_list(request.actor, batch)
    context = {
        "form": form,
        "cases": cases,
        "ticked": {case.handle for case in cases} if ticked is None else set(ticked),
        "batch": batch,
        "batches": waiting_batches(request.actor, State.APPROVED),
        "most": MOST_AT_ONCE,
    }
    return render(request, "bureau/publicity_new.html", context, status=status)
