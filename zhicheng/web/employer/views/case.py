"""Look a case through, claim by claim."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhicheng.cases.actions.check_item import check_claim
from zhicheng.cases.actions.confirm_remaining import confirm_remaining
from zhicheng.cases.queries import case_for
from zhicheng.domain.faults import NotYours, Refused, StalePage
from zhicheng.domain.permissions import EMPLOYER_ROLES
from zhicheng.domain.states import Act
from zhicheng.web.acts import as_role, needs
from zhicheng.web.employer.pages.case import KEYS, Typed, anchor_of, case_page, next_open
from zhicheng.web.posted import whole
from zhicheng.web.request import Request


@require_safe
@require_safe
@as_role(*EMPLOYER_ROLES)
def show(request: Request, handle: str) -> HttpResponse:
    return _page(request, handle)


@require_POST
@needs(Act.CHECK_CLAIM)
def check(request: Request, handle: str) -> HttpResponse:
    """The finding on one claim; a refused one is shown again with what was typed."""
    case = case_for(request.actor, handle)
    given = request.POST
    typed = Typed(given.get("key", ""), given.get("note", "").strip(), given.get("reason", ""), "")
    try:
        done = check_claim(
            case.pk,
            typed.key,
            given.get("outcome", ""),
            actor=request.actor,
            now=request.now,
            note=typed.note if given.get("outcome") == "defect" else "",
            reason=typed.reason if given.get("outcome") == "defect" else "",
            snapshot=whole(given.get("snapshot")),
        )
    except (NotYours, StalePage):
        raise
    except Refused as refused:
        return _page(request, handle, Typed(typed.key, typed.note, typed.reason, refused.message))
    return redirect(f"{reverse('employer-case', args=[handle])}#{next_open(done)}")


@require_POST
@needs(Act.CHECK_CLAIM)
def check_rest(request: Request, handle: str) -> HttpResponse:
    """Everything that nobody has looked at yet is confirmed in one go."""
    case = case_for(request.actor, handle)
    confirm_remaining(case.pk, actor=request.actor, now=request.now, snapshot=whole(request.POST.get("snapshot")))
    messages.success(request, "其余各项已记为属实。")
    return redirect(f"{reverse('employer-case', args=[handle])}#decide")


def _page(request: Request, handle: str, typed: Typed | None = None) -> HttpResponse:
    case = case_for(request.actor, handle)
    page = case_page(request.actor, case, request.now, typed)
    errors = [{"text": typed.error, "url": f"#{anchor_of(typed.key)}"}] if typed else []
    context = {"page": page, "case": case, "errors": errors, "keys": KEYS, "has_actionbar": bool(page.acts)}
    return render(request, "employer/case.html", context, status=422 if typed else 200)
