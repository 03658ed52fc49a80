"""Send a case back with all defects at once, or decline to recommend; each on a page of its own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from zhicheng.cases.actions.decline import decline
from zhicheng.cases.actions.return_for_correction import return_for_correction
from zhicheng.cases.queries import acts_open_to, case_for
from zhicheng.cases.unit_case_queries import due_of_return, looked_through
from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.permissions import EMPLOYER_ROLES
from zhicheng.domain.states import Act
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.policy.deployment import calendar
from zhicheng.web.acts import as_role, needs
from zhicheng.web.employer.pages.case import shown_defects
from zhicheng.web.posted import GET_OR_POST, whole
from zhicheng.web.request import Request


@GET_OR_POST
@as_role(*EMPLOYER_ROLES)
def return_case(request: Request, handle: str) -> HttpResponse:
    """The 一次性告知 as the applicant will read it; posting it sends it."""
    case = case_for(request.actor, handle)
    note, error = request.POST.get("note", ""), ""
    if request.method == "POST":
        try:
            seen = whole(request.POST.get("seen"))
            return_for_correction(case.pk, actor=request.actor, now=request.now, note=note.strip(), seen=seen)
        except (NotYours, StalePage):
            raise
        except CalendarRunsOut as unknown:
            error = str(unknown)
        except Refused as refused:
            error = refused.message
        else:
            messages.success(request, f"已退回{case.person.name}补正，全部问题已一次告知本人。")
            return redirect("employer-home")
    elif Act.RETURN not in acts_open_to(request.actor, case):
        raise NotNow("这份申报现在不在待核实阶段，不能退回。")
    found = looked_through(case)
    shown = shown_defects(case, [defect.as_json() for defect in found.defects])
    context = {"case": case, "seen_through": found, "defects": shown, "note": note, "calendar": calendar()}
    try:
        context["period"] = due_of_return(case, request.now)
    except CalendarRunsOut as unknown:
        error = error or str(unknown)
    context["errors"] = [{"text": error, "url": ""}] if error else []
    return render(request, "employer/return.html", context, status=422 if error else 200)


@GET_OR_POST
@needs(Act.DECLINE)
def decline_case(request: Request, handle: str) -> HttpResponse:
    """The unit does not recommend: the case ends, with the reason said."""
    case = case_for(request.actor, handle)
    reason, error = request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            decline(
                case.pk,
                actor=request.actor,
                now=request.now,
                reason=reason,
                seen=whole(request.POST.get("seen")),
            )
        except (NotYours, StalePage):
            raise
        except Refused as refused:
            error = refused.message
        else:
            messages.success(request, f"已记录：不推荐{case.person.name}，理由已告知本人。")
            return redirect("employer-home")
    elif Act.DECLINE not in acts_open_to(request.actor, case):
        raise NotNow("这份申报现在不能作不予推荐处理。")
    errors = [{"text": error, "url": "#id_reason"}] if error else []
    context = {"case": case, "reason": reason, "errors": errors}
    return render(request, "employer/decline.html", context, status=422 if error else 200)
