"""Approve several at once: choose, see the list, confirm; each case goes through the door by itself."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhicheng.cases.actions.approve import approve
from zhicheng.cases.bureau_queries import chosen, queue
from zhicheng.cases.queries import case_for
from zhicheng.domain.faults import Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.states import Act
from zhicheng.web.acts import needs
from zhicheng.web.bureau.pages.place import place_of
from zhicheng.web.bureau.pages.queue import row_of
from zhicheng.web.posted import whole
from zhicheng.web.request import Request

MOST_AT_ONCE = 200


@require_POST
@needs(Act.APPROVE)
def choice(request: Request) -> HttpResponse:
    """The list that would be approved: what was ticked, or all that matches the filter; never one's own proposals."""
    place = place_of(request.GET)
    if request.POST.get("which") == "all":
        waiting = queue(request.actor, "second", place.filters).exclude(proposed_by_id=request.actor.person)
        cases = list(waiting.order_by("arrived_at", "pk")[: MOST_AT_ONCE + 1])
    else:
        cases = chosen(request.actor, "second", request.POST.getlist("case")[:MOST_AT_ONCE])
    mine = [case for case in cases if case.proposed_by_id == request.actor.person]
    rows = [row_of(case, place, legal_day(request.now)) for case in cases if case not in mine]
    context = {
        "rows": rows[:MOST_AT_ONCE],
        "more": len(rows) > MOST_AT_ONCE,
        "most": MOST_AT_ONCE,
        "place": place,
        "consequences": [
            f"名单上的 {min(len(rows), MOST_AT_ONCE)} 件逐件批准，进入“待公示”",
            "其间有变动的那一件不批准，其余照办，结果逐件列出",
        ],
    }
    return render(request, "bureau/approve_choice.html", context)


@require_POST
@needs(Act.APPROVE)
def approve_chosen(request: Request) -> HttpResponse:
    """Approve exactly those of the page, each at the version that was seen, and keep what happened to each."""
    place = place_of(request.GET)
    report = [_approve_one(request, one) for one in request.POST.getlist("case")[:MOST_AT_ONCE]]
    request.session["bureau-approvals"] = report
    return redirect(f"{reverse('bureau-approve-report')}?{place.query}")


def _approve_one(request: Request, text: str) -> dict[str, Any]:
    handle, _, version = text.partition(":")
    told = {"handle": handle, "name": "", "number": "", "done": False, "why": ""}
    try:
        case = case_for(request.actor, handle)
        told |= {"name": case.person.name, "number": case.number}
        approve(case.pk, actor=request.actor, now=request.now, seen=whole(version) or 0)
    except Refused as refused:
        return told | {"why": refused.message}
    return told | {"done": True}


@require_safe
@needs(Act.APPROVE)
def report(request: Request) -> HttpResponse:
    """What happened to each case of the last batch."""
    rows = request.session.get("bureau-approvals", [])
    done = sum(1 for row in rows if row["done"])
    context = {"rows": rows, "done": done, "refused": len(rows) - done, "place": place_of(request.GET)}
    return render(request, "bureau/approve_report.html", context)
