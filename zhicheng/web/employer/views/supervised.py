"""The supervising department looks at its units' post tables and endorses or returns them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zhicheng.cases.actions.post_table_endorse import endorse_post_table
from zhicheng.cases.actions.post_table_return import return_post_table
from zhicheng.cases.post_table_queries import page_of_tables, post_table_for
from zhicheng.domain.faults import NotYours, Refused, StalePage
from zhicheng.domain.permissions import Role
from zhicheng.web.acts import as_role
from zhicheng.web.employer.pages.post_table import TONES, table_page
from zhicheng.web.posted import GET_OR_POST, whole
from zhicheng.web.request import Request


@require_safe
@require_safe
@as_role(Role.SUPERVISOR)
def all_tables(request: Request) -> HttpResponse:
    """What waits for this department first, then the rest, newest first."""
    waiting, others, more = page_of_tables(request.actor, request.GET.get("after", ""))
    context = {"waiting": waiting, "others": others, "pager": {"next_url": f"?after={more}" if more else ""}}
    return render(request, "employer/supervised.html", context | {"tones": TONES})


@GET_OR_POST
@as_role(Role.SUPERVISOR)
def show(request: Request, handle: str) -> HttpResponse:
    """One table, with the department's opinion: agree and pass on, or return."""
    table = post_table_for(request.actor, handle)
    opinion, error = request.POST.get("opinion", ""), ""
    if request.method == "POST":
        error = _decide(request, handle, opinion)
        if not error:
            return redirect("employer-supervised-posts")
    context = {
        "page": table_page(request.actor, table),
        "opinion": opinion,
        "errors": [{"text": error, "url": "#id_opinion"}] if error else [],
    }
    return render(request, "employer/supervised_table.html", context, status=422 if error else 200)


def _decide(request: Request, handle: str, opinion: str) -> str:
    """Carry out the button that was pressed; what stands against it, in words ("" when it was done)."""
    seen = whole(request.POST.get("seen"))
    try:
        if request.POST.get("act") == "endorse":
            endorse_post_table(handle, actor=request.actor, now=request.now, opinion=opinion, seen=seen)
            messages.success(request, "已同意，表已送人社部门审核。")
        elif request.POST.get("act") == "return":
            return_post_table(handle, actor=request.actor, now=request.now, reason=opinion, seen=seen)
            messages.success(request, "已退回单位修改。")
        else:
            return "请选择同意或退回。"
    except (NotYours, StalePage):
        raise
    except Refused as refused:
        return refused.message
    return ""
