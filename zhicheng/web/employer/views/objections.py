"""An objection in the unit: read by the clerk, decided by the responsible person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from zhicheng.cases.actions.decide_objection import decide_objection
from zhicheng.cases.actions.reveal_objector import reveal_objector
from zhicheng.cases.unit_publicity_queries import objection_for
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.permissions import EMPLOYER_ROLES, Role
from zhicheng.domain.states import State
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.web.acts import as_role
from zhicheng.web.posted import GET_OR_POST
from zhicheng.web.request import Request

OUTCOMES = {"upheld": True, "dismissed": False}


@GET_OR_POST
@as_role(*EMPLOYER_ROLES)
def decide(request: Request, handle: str) -> HttpResponse:
    """What was objected, and for the responsible person the decision with its finding."""
    objection = objection_for(request.actor, handle)
    outcome, finding = request.POST.get("outcome", ""), request.POST.get("finding", "")
    error = objector = ""
    if request.method == "POST":
        if "reveal" in request.POST:
            objector = reveal_objector(handle, actor=request.actor, now=request.now)
        else:
            error = _decide(request, handle, outcome, finding)
        if not error and not objector:
            messages.success(request, f"对{objection.against}的异议已处理，结论会答复异议人。")
            return redirect("employer-publicity", objection.publicity.handle)
    context = {
        "objection": objection,
        "may_decide": request.actor.role is Role.EMPLOYER_HEAD
        and objection.decided_at is None
        and objection.case.state == State.EMPLOYER_PUBLICITY,
        "objector": objector,
        "is_head": request.actor.role is Role.EMPLOYER_HEAD,
        "outcome": outcome,
        "finding": finding,
        "errors": [{"text": error, "url": "#id_finding"}] if error else [],
    }
    return render(request, "employer/objection.html", context, status=422 if error else 200)


def _decide(request: Request, handle: str, outcome: str, finding: str) -> str:
    """Carry the decision out; what stands against it, in words ("" when it was done)."""
    if outcome not in OUTCOMES:
        return "请选择异议成立或不成立。"
    upheld = OUTCOMES[outcome]
    try:
        decide_objection(handle, actor=request.actor, now=request.now, upheld=upheld, finding=finding)
    except NotYours:
        raise
    except CalendarRunsOut as unknown:
        return str(unknown)
    except Refused as refused:
        return refused.message
    return ""
