"""Fill in the application: what is asked for, the employer, how schooling and work relate to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhicheng.cases.actions.edit_draft import edit_draft
from zhicheng.cases.actions.start_draft import start_draft
from zhicheng.cases.applicant_queries import Case, live_case
from zhicheng.cases.barred import bar_of
from zhicheng.cases.judging import change_for, judge
from zhicheng.cases.readiness import what_is_missing
from zhicheng.domain.eligibility import UnreadableFacts
from zhicheng.domain.faults import Refused, StalePage
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import Act, State, targets
from zhicheng.people.organisation_search import employers_called
from zhicheng.web.acts import as_role, needs
from zhicheng.web.applicant.pages.apply import (
    RELATIONS,
    STAFFINGS,
    STATUSES,
    bureau_places,
    kind_word,
    may_hold,
    relation_rows,
    target_choices,
    topics,
)
from zhicheng.web.applicant.pages.returned import returned_context
from zhicheng.web.applicant.pages.window import window_of
from zhicheng.web.applicant.views.saving import saved, seen_version
from zhicheng.web.request import Request

QUESTIONS = 3  # of the topics, those that are answered on a page of their own


def editable(case: Case | None) -> bool:
    """Whether the case is one that its person may fill in now."""
    return case is not None and bool(targets(State(case.state), Act.EDIT))


@as_role(Role.APPLICANT)
@require_POST
def start(request: Request) -> HttpResponse:
    """Begin a draft, or go on with the one there is."""
    start_draft(actor=request.actor, now=request.now)
    return redirect("applicant-eligibility" if request.POST.get("then") == "eligibility" else "applicant-apply")


@as_role(Role.APPLICANT)
@require_GET
def apply(request: Request) -> HttpResponse:
    """The task list of the application, with the window it falls into."""
    case = live_case(request.actor)
    if case is None:
        return render(request, "applicant/apply_start.html", {"bar": bar_of(request.actor.person_id, request.now)})
    if not editable(case):
        return redirect("applicant-case", case.handle)
    missing = what_is_missing(case, request.now)
    told = topics(case, missing)
    context = {
        "case": case,
        "topics": told,
        "following": next((one for one in told[:QUESTIONS] if one.tone == "wait"), None),
        "missing": missing,
        "window": window_of(case, request.now),
        "bar": bar_of(case.person_id, request.now) if case.state == State.DRAFT else None,
        **returned_context(request.actor, case),
    }
    return render(request, "applicant/apply.html", context)


@as_role(Role.APPLICANT)
@require_GET
def target(request: Request) -> HttpResponse:
    case = live_case(request.actor)
    if case is None or not editable(case):
        return redirect("applicant-apply")
    return render(request, "applicant/target.html", {"case": case, **target_choices(case)})


@as_role(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def employer(request: Request) -> HttpResponse:
    """Look for the employer, choose it, and see which bureau that leads to."""
    case = live_case(request.actor)
    if case is None or not editable(case):
        return redirect("applicant-apply")
    if request.method == "POST":
        return _choose_employer(request, case)
    query = request.GET.get("q", "")
    found = employers_called(query)
    context: dict[str, Any] = {
        "case": case,
        "query": query,
        "found": [{"unit": unit, "kind": kind_word(unit.kind)} for unit in found],
        "statuses": STATUSES,
        "staffings": STAFFINGS,
        "kind": kind_word(case.employer.kind) if case.employer else "",
        "affiliation": bureau_places().get(case.employer.affiliation, "其他地区") if case.employer else "",
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "applicant/parts/employers_found.html" if part else "applicant/employer.html", context)


def _choose_employer(request: Request, case: Case) -> HttpResponse:
    try:
        edit_draft(
            case.pk,
            {"employer": request.POST.get("employer", "")},
            actor=request.actor,
            now=request.now,
            seen=seen_version(request),
        )
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("applicant-employer")


@as_role(Role.APPLICANT)
@require_GET
def relations(request: Request) -> HttpResponse:
    case = live_case(request.actor)
    if case is None or not editable(case):
        return redirect("applicant-apply")
    context = {"case": case, "rows": relation_rows(case), "relations": RELATIONS}
    return render(request, "applicant/relations.html", context)


@as_role(Role.APPLICANT)
@require_GET
def eligibility(request: Request) -> HttpResponse:
    """The live verdict over the same fields as the draft; a submitted case shows its own, without fields."""
    case = live_case(request.actor)
    if case is None:
        told = {"then": "eligibility", "bar": bar_of(request.actor.person_id, request.now)}
        return render(request, "applicant/apply_start.html", told)
    context = {
        "case": case,
        "editable": editable(case),
        "bar": bar_of(case.person_id, request.now) if case.state == State.DRAFT else None,
        "rows": relation_rows(case),
        "relations": RELATIONS,
        **target_choices(case),
        **verdict_of(request, case),
    }
    return render(request, "applicant/eligibility.html", context)


def verdict_of(request: Request, case: Case) -> dict[str, Any]:
    """The verdict's part of a page: the answer, what it still takes and by when; or why there is none yet."""
    try:
        answer = judge(case, request.now)
    except UnreadableFacts as unreadable:
        return {"answer": None, "unreadable": str(unreadable), "places": bureau_places()}
    return {
        "answer": answer,
        "places": bureau_places(),
        "change": change_for(case, request.now),
        "window": window_of(case, request.now) if answer else None,
    }


@needs(Act.EDIT)
@require_POST
def save(request: Request) -> JsonResponse:
    """Keep one field of the draft; `show` says which part of the page follows from it."""
    case = live_case(request.actor)
    name, value = request.POST.get("field", ""), request.POST.get("value", "")
    if case is None or not may_hold(case, name, value):
        raise Refused("这一项没有保存：请从列出的选项中选择。")
    try:
        case = edit_draft(case.pk, {name: value}, actor=request.actor, now=request.now, seen=seen_version(request))
    except StalePage as stale:
        now_stored = _stored(case, name)
        if now_stored != value:
            told = {"ok": False, "message": stale.message, "version": case.version, "values": {name: [now_stored]}}
            return JsonResponse(told, status=409)
    return saved(request, case.version, {name: ""}, _derived(request, case))


def _stored(case: Case, name: str) -> str:
    if name.startswith("relation."):
        return str(case.answers.get("relations", {}).get(name.removeprefix("relation."), ""))
    return str(case.answers.get(name, "")) if name in ("status", "staffing") else str(getattr(case, name))


def _derived(request: Request, case: Case) -> str | None:
    show = request.GET.get("show", "")
    if show == "titles":
        return render_to_string("applicant/parts/titles.html", {"case": case, **target_choices(case)})
    if show == "verdict":
        context = {"case": case, "now": request.now, **target_choices(case), **verdict_of(request, case)}
        return render_to_string("applicant/parts/live_verdict.html", context)
    return None
