"""The person's home: the one next step, the way of the case, what happened, and what is over."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhicheng.cases.applicant_queries import finished_cases, history_of, live_case
from zhicheng.cases.barred import bar_of
from zhicheng.cases.readiness import what_is_missing
from zhicheng.documents.change_queries import latest_change
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import State
from zhicheng.web.acts import as_role
from zhicheng.web.applicant.pages.gather import progress_of
from zhicheng.web.applicant.pages.progress import next_step, paper_awaited, steps, waiting_for
from zhicheng.web.applicant.pages.story import story_of
from zhicheng.web.request import Request

MOST_TOLD = 5


@as_role(Role.APPLICANT)
@require_GET
def home(request: Request) -> HttpResponse:
    finished = finished_cases(request.actor)
    awaited = next((one for one in finished if paper_awaited(one)), None)
    case = live_case(request.actor) or awaited
    context: dict[str, Any] = {"case": case, "finished": [one for one in finished if one != case]}
    context["last"] = finished[0] if finished and case is None else None
    titled = next((one for one in finished if one.state == State.CERTIFIED), None)
    context |= {"titled": titled, "changed": latest_change(titled) if titled else None}
    context["bar"] = bar_of(request.actor.person_id, request.now)
    if case is not None:
        progress = progress_of(case, request.now)
        missing = len(what_is_missing(case, request.now)) if case.state == State.DRAFT else 0
        told = story_of(case, history_of(case))[:MOST_TOLD]
        context["waiting_for"] = waiting_for(case)
        context |= {"next": next_step(progress, missing, request.now), "steps": steps(progress), "story": told}
    return render(request, "applicant/home.html", context)
