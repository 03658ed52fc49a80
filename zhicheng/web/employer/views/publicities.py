"""Publicity in the unit: the lists, a new list with its days shown beforehand, and one list."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from zhicheng.cases.actions.open_unit_publicity import open_unit_publicity
from zhicheng.cases.employer_queries import ready_to_publicise
from zhicheng.cases.post_table_queries import own_unit
from zhicheng.cases.unit_case_queries import publicity_from
from zhicheng.cases.unit_publicity_queries import page_of_lists, unit_list_for
from zhicheng.documents.queries import paper_by_key
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.permissions import EMPLOYER_ROLES
from zhicheng.domain.states import Act
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.policy.deployment import calendar
from zhicheng.web.acts import as_role, needs
from zhicheng.web.employer.forms.publicity import PublicityForm
from zhicheng.web.employer.pages.publicity import publicity_page
from zhicheng.web.posted import GET_OR_POST
from zhicheng.web.request import Request


@require_safe
@require_safe
@as_role(*EMPLOYER_ROLES)
def all_lists(request: Request) -> HttpResponse:
    """The unit's lists, newest first."""
    lists, more = page_of_lists(request.actor, request.GET.get("after", ""))
    pager = {"next_url": f"{reverse('employer-publicities')}?after={more}" if more else ""}
    return render(request, "employer/publicities.html", {"lists": lists, "pager": pager})


@require_safe
@require_safe
@as_role(*EMPLOYER_ROLES)
def show(request: Request, handle: str) -> HttpResponse:
    publicity = unit_list_for(request.actor, handle)
    context = {"page": publicity_page(request.actor, publicity, request.now)}
    return render(request, "employer/publicity.html", context)


@require_safe
@require_safe
@as_role(*EMPLOYER_ROLES)
def paper(request: Request, handle: str) -> HttpResponse:
    """The card of the printed list, for a page that waits for it."""
    publicity = unit_list_for(request.actor, handle)
    context = {
        "paper": paper_by_key(f"unit-notice:{publicity.handle}"),
        "label": "公示名单",
        "paper_url": request.path,
    }
    return render(request, "employer/parts/paper.html", context)


@GET_OR_POST
@needs(Act.OPEN_UNIT_PUBLICITY)
def open_list(request: Request) -> HttpResponse:
    """Choose who is on the list, say where it hangs and whom to tell, see the days, confirm."""
    ready = ready_to_publicise(request.actor, request.now)
    asked = request.POST.getlist("case") if request.method == "POST" else request.GET.getlist("case")
    chosen = [case for case in ready if case.handle in asked] if asked or request.method == "POST" else ready
    unit = own_unit(request.actor)
    form = PublicityForm(request.POST if request.method == "POST" else None, initial={"contact": unit.phone})
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            publicity = open_unit_publicity(
                [case.pk for case in chosen], actor=request.actor, now=request.now, **form.cleaned_data
            )
        except NotYours:
            raise
        except CalendarRunsOut as unknown:
            error = str(unknown)
        except Refused as refused:
            error = refused.message
        else:
            messages.success(request, f"公示已开始，共 {len(chosen)} 人。请把公示名单张贴在所写的地点。")
            return redirect("employer-publicity", publicity.handle)
    context: dict[str, Any] = {"ready": ready, "chosen": {case.handle for case in chosen}, "form": form, "error": error}
    return _choosing(request, context, ready)


def _choosing(request: Request, context: dict[str, Any], ready: list[Any]) -> HttpResponse:
    if ready:
        try:
            context["period"] = publicity_from(ready[0], request.now)
        except CalendarRunsOut as unknown:
            context["error"] = context["error"] or str(unknown)
    context["calendar"] = calendar()
    context["errors"] = [{"text": context["error"], "url": ""}] if context["error"] else []
    wrong = bool(context["error"]) or (request.method == "POST")
    return render(request, "employer/publicity_new.html", context, status=422 if wrong else 200)
