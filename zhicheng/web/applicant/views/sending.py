"""Check the answers, agree to the statement of truth, send; then the receipt."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from zhicheng.cases.actions.resubmit import resubmit
from zhicheng.cases.actions.submit import submit
from zhicheng.cases.applicant_queries import Case, first_digest, frozen_before, live_case, open_correction, own_case
from zhicheng.cases.readiness import what_is_missing
from zhicheng.cases.snapshots import describe
from zhicheng.documents.queries import paper_by_key
from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import State
from zhicheng.domain.truth import TRUTH_TEXT, TRUTH_VERSION
from zhicheng.web.acts import as_role
from zhicheng.web.applicant.pages.apply import bureau_places
from zhicheng.web.applicant.pages.content import changes_between, parts_of
from zhicheng.web.applicant.pages.missing import shown_missing
from zhicheng.web.applicant.pages.window import window_of
from zhicheng.web.applicant.views.apply import editable
from zhicheng.web.applicant.views.saving import seen_version
from zhicheng.web.request import Request


@as_role(Role.APPLICANT)
@require_GET
def check(request: Request) -> HttpResponse:
    """All that will be frozen, what is still missing, and the button."""
    case = live_case(request.actor)
    if case is None or not editable(case):
        return redirect("applicant-apply")
    return _check_page(request, case)


def _check_page(request: Request, case: Case, refused: Refused | None = None) -> HttpResponse:
    body = describe(case, request.now)
    missing = refused.defects if refused and refused.defects else tuple(what_is_missing(case, request.now))
    before = frozen_before(case)
    context: dict[str, Any] = {
        "case": case,
        "parts": parts_of(body),
        "answer": body["answer"],
        "places": bureau_places(),
        "missing": shown_missing(missing, body["entries"]),
        "missing_count": len(missing),
        "refused": refused.message if refused else "",
        "truth": TRUTH_TEXT,
        "truth_version": TRUTH_VERSION,
        "key": request.POST.get("key") or secrets.token_urlsafe(24),
        "window": window_of(case, request.now) if case.state == State.DRAFT else None,
        "correction": open_correction(case) if case.state == State.RETURNED else None,
        "changes": changes_between(before, body) if before else [],
        "again": before is not None,
    }
    return render(request, "applicant/check.html", context, status=422 if refused else 200)


@as_role(Role.APPLICANT)
@require_POST
def send(request: Request) -> HttpResponse:
    """Submit the draft or the corrected case; the same form sent twice is one submission."""
    case = own_case(request.actor, request.POST.get("case", ""))
    agreed, seen = request.POST.get("truth", ""), seen_version(request)
    try:
        if case.state == State.RETURNED:
            resubmit(case.pk, actor=request.actor, now=request.now, agreed=agreed, seen=seen)
            messages.success(request, "已再次提交。")
            return redirect("applicant-case", case.handle)
        key = request.POST.get("key", "")
        submit(case.pk, actor=request.actor, now=request.now, key=key, agreed=agreed, seen=seen)
    except NotYours:
        raise
    except Refused as refused:
        if not editable(case):
            raise
        return _check_page(request, case, refused)
    return redirect("applicant-receipt", case.handle)


@as_role(Role.APPLICANT)
@require_GET
def receipt(request: Request, handle: str) -> HttpResponse:
    """Number, instant and digest; the paper as soon as it is made."""
    case = own_case(request.actor, handle)
    if case.submitted_at is None:
        raise NotYours
    context = {"case": case, "paper": paper_by_key(f"receipt:{case.handle}"), "first": first_digest(case)}
    part = request.headers.get("HX-Request") == "true"
    return render(request, "applicant/parts/receipt_paper.html" if part else "applicant/receipt.html", context)
