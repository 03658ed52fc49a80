"""An objection: what it says, who raised it (opened on record only), and the decision on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhicheng.cases.actions.decide_objection import decide_objection
from zhicheng.cases.actions.reveal_objector import MAY_REVEAL, reveal_objector
from zhicheng.cases.bureau_list_queries import objection_for
from zhicheng.cases.queries import acts_open_to
from zhicheng.domain.states import Act
from zhicheng.web.acts import as_role
from zhicheng.web.bureau.forms.lists import ObjectionForm
from zhicheng.web.bureau.views.deciding import tried
from zhicheng.web.bureau.views.publicities import READERS
from zhicheng.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
@as_role(*READERS)
def objection(request: Request, handle: str) -> HttpResponse:
    """Read it; decide it in two steps, since an upheld objection ends the application."""
    found = objection_for(request.actor, handle)
    form, status, confirming = ObjectionForm(request.POST or None), 200, False
    if form.is_valid():
        confirming = True
        if request.POST.get("step") == "confirm":
            given = form.cleaned_data
            status = tried(form, lambda: decide_objection(handle, actor=request.actor, now=request.now, **given))
            if not status:
                messages.success(request, "异议已处理，结论会告知异议人和本人。")
                return redirect("bureau-publicity", found.entry.publicity.handle)
            confirming = False
    elif form.is_bound:
        status = 422
    return _page(request, found, form, status, confirming=confirming)


@require_POST
@as_role(*MAY_REVEAL)
def reveal(request: Request, handle: str) -> HttpResponse:
    """Show the objector's name once; the event stays."""
    objector = reveal_objector(handle, actor=request.actor, now=request.now)
    return _page(request, objection_for(request.actor, handle), ObjectionForm(), objector=objector)


def _page(
    request: Request,
    found: object,
    form: ObjectionForm,
    status: int = 200,
    *,
    confirming: bool = False,
    objector: str = "",
) -> HttpResponse:
    acts = acts_open_to(request.actor, found.case)  # type: ignore[attr-defined]
    upheld = confirming and form.cleaned_data["upheld"]
    context = {
        "objection": found,
        "form": form,
        "confirming": confirming,
        "upheld": upheld,
        "objector": objector,
        "may_decide": Act.UPHOLD_OBJECTION in acts and not found.decided_at,  # type: ignore[attr-defined]
        "may_reveal": request.actor.role in MAY_REVEAL,
        "consequences": (
            ["这份申报作出不予通过的决定，不能恢复", "名单上的其他人不受影响"]
            if upheld
            else ["本人继续公示；公示期满后进入待发文", "名单上的其他人不受影响"]
        ),
    }
    return render(request, "bureau/objection.html", context, status=status)
