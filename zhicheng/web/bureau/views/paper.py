"""The paper counter: find the case, look at the print, tick it off; and what has not come yet."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhicheng.cases.actions.receive_paper import receive_paper
from zhicheng.cases.bureau_paper_queries import PAGE, find_paper, outstanding, receivable, version_in
from zhicheng.documents.queries import paper_by_key
from zhicheng.domain.faults import NotYours
from zhicheng.domain.legal_time import closes_at
from zhicheng.domain.permissions import BUREAU_ROLES, holds
from zhicheng.domain.states import Act
from zhicheng.web.acts import as_role, needs
from zhicheng.web.bureau.forms.lists import PaperForm
from zhicheng.web.bureau.views.deciding import tried
from zhicheng.web.request import Request


@require_safe
@as_role(*BUREAU_ROLES)
def counter(request: Request) -> HttpResponse:
    """Search by number, name or scan; below it the paper that has not come, the earliest due first."""
    typed = request.GET.get("q", "").strip()[:300]
    found = find_paper(request.actor, typed) if typed else []
    version = version_in(typed)
    receives = holds(request.actor.role, Act.RECEIVE_PAPER)
    if receives and len(found) == 1 and not found[0].paper_received_at and typed:
        query = f"?version={version}" if version else ""
        return redirect(f"{reverse('bureau-paper-receive', args=[found[0].handle])}{query}")
    waiting = outstanding(request.actor, _mark(request.GET.get("after", "")))
    rows, more = waiting[:PAGE], len(waiting) > PAGE
    context = {
        "typed": typed,
        "receives": receives,
        "found": [_row(case) for case in found],
        "waiting": [_row(case) for case in rows],
        "pager": {
            "previous_url": reverse("bureau-paper") if request.GET.get("after") else "",
            "next_url": f"?after={rows[-1].paper_due}_{rows[-1].pk}" if more else "",
        },
    }
    return render(request, "bureau/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.RECEIVE_PAPER)
def receive(request: Request, handle: str) -> HttpResponse:
    """Tick off the paper of one case; a stale print is refused with words."""
    case = receivable(request.actor, handle)
    if case is None:
        raise NotYours
    form, status = PaperForm(request.POST or None, initial={"version": request.GET.get("version", "")}), 200
    if form.is_valid():
        given = form.cleaned_data
        status = tried(form, lambda: receive_paper(case.pk, actor=request.actor, now=request.now, **given))
        if not status:
            messages.success(request, f"已登记{case.person.name}的纸质表 {given['copies']} 份，回执正在生成。")
            return redirect("bureau-paper-receive", handle)
    elif form.is_bound:
        status = 422
    context = {"row": _row(case), "case": case, "form": form, "slip": paper_by_key(f"slip:{handle}")}
    return render(request, "bureau/paper_receive.html", context, status=status)


def _row(case: Any) -> dict[str, Any]:
    """A case and the instant at which its paper is late; late paper is only reminded."""
    return {"case": case, "due_at": closes_at(case.paper_due) if case.paper_due else None}


def _mark(text: str) -> tuple[date, int] | None:
    due, _, pk = text.partition("_")
    try:
        return date.fromisoformat(due), int(pk)
    except ValueError:
        return None
