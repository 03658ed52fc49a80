"""The reviewer's page of one case, its check list, and the pages of its files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhicheng.cases.actions.check_item import check_item
from zhicheng.cases.actions.check_rest import check_rest
from zhicheng.cases.bureau_case_queries import reviewed_case
from zhicheng.cases.queries import case_for
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import Act
from zhicheng.gateways.files import FileMissing, file_store
from zhicheng.web.acts import as_role, needs
from zhicheng.web.bureau.pages.case import case_page
from zhicheng.web.bureau.pages.check_list import check_list_of
from zhicheng.web.bureau.pages.place import place_of
from zhicheng.web.bureau.turning import turned
from zhicheng.web.page_images import page_as_jpeg
from zhicheng.web.posted import whole
from zhicheng.web.request import Request

REVIEWERS = (Role.BUREAU_CLERK, Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)
TURNS = ("0", "90", "180", "270")


@require_safe
@as_role(*REVIEWERS)
def case(request: Request, handle: str) -> HttpResponse:
    """One case, with everything needed to judge it."""
    found = reviewed_case(request.actor, handle)
    page = case_page(request.actor, found, place_of(request.GET))
    context = {"page": page, "has_queue": True, "has_side": True, "has_actionbar": True}
    return render(request, "bureau/case.html", context)


@require_POST
@needs(Act.CHECK_ITEM)
def check(request: Request, handle: str) -> HttpResponse:
    """One item of the check list: its outcome, with reason and note where something is wrong."""
    found = case_for(request.actor, handle)
    key, outcome, note, reason = (request.POST.get(name, "") for name in ("key", "outcome", "note", "reason"))
    error = ""
    try:
        check_item(
            found.pk,
            key,
            outcome,
            actor=request.actor,
            now=request.now,
            note=note,
            reason=reason,
            snapshot=_seen_snapshot(request),
        )
    except NotYours:
        raise
    except Refused as refused:
        error = refused.message
    typed = {"note": note, "reason": reason}
    return _check_list(request, handle, {"failed": key, "error": error, "typed": typed} if error else {})


@require_POST
@needs(Act.CHECK_ITEM)
def check_the_rest(request: Request, handle: str) -> HttpResponse:
    """Everything nobody has looked at yet is in order."""
    found = case_for(request.actor, handle)
    error = ""
    try:
        check_rest(found.pk, actor=request.actor, now=request.now, snapshot=_seen_snapshot(request))
    except NotYours:
        raise
    except Refused as refused:
        error = refused.message
    return _check_list(request, handle, {"failed": "rest", "error": error} if error else {})


def _seen_snapshot(request: Request) -> int:
    """The ordinal of the submission on the page; 0, which is none, when the page did not say."""
    return whole(request.POST.get("snapshot")) or 0


def _check_list(request: Request, handle: str, fault: dict[str, Any]) -> HttpResponse:
    """The list again: alone for a script, as the whole page without one."""
    place = place_of(request.GET)
    if not request.headers.get("HX-Request"):
        if fault:
            messages.error(request, fault["error"])
        return redirect(f"{place.case_url(handle)}#checklist")
    found = reviewed_case(request.actor, handle)
    listed = check_list_of(request.actor, found)
    context = {"case": found, "list": listed, "place": place, "swapped": True, **fault}
    return render(request, "bureau/parts/check_list.html", context)


def _file_of(request: Request, handle: str, file: str) -> dict[str, Any]:
    """What the case's frozen copy knows of a file; a file of another case does not exist here."""
    found = case_for(request.actor, handle)
    known = found.snapshot.body["files"].get(file) if found.snapshot else None
    if known is None:
        raise NotYours
    return dict(known)


@require_safe
@as_role(*REVIEWERS)
def file(request: Request, handle: str, file: str) -> HttpResponse:
    """All pages of one file, large, turned as asked."""
    known = _file_of(request, handle, file)
    turn = request.GET.get("turn", "0") if request.GET.get("turn") in TURNS else "0"
    context = {
        "case_handle": handle,
        "file": known,
        "handle": file,
        "pages": range(1, max(1, known["pages"]) + 1),
        "turn": turn,
        "turns": TURNS,
        "place": place_of(request.GET),
        "back": place_of(request.GET).case_url(handle),
    }
    return render(request, "bureau/file.html", context)


@require_safe
@as_role(*REVIEWERS)
def file_page(request: Request, handle: str, file: str, page: int) -> HttpResponse:
    """One page as a picture."""
    known = _file_of(request, handle, file)
    turn = int(request.GET["turn"]) if request.GET.get("turn") in TURNS else 0
    picture = page_as_jpeg(known["sha256"], known["media_type"], page)
    return _inert(HttpResponse(turned(picture, turn), content_type="image/jpeg"))


@require_safe
@as_role(*REVIEWERS)
def original(request: Request, handle: str, file: str) -> HttpResponse:
    """The bytes as they were uploaded, for keeping; never opened in the page."""
    known = _file_of(request, handle, file)
    try:
        with file_store().open(known["sha256"]) as stored:
            response = HttpResponse(stored.read(), content_type=known["media_type"])
    except FileMissing:
        raise Http404 from None
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return _inert(response)


def _inert(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, max-age=600"
    return response
