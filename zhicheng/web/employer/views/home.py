"""The unit's queue, and who acts for the unit."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import EMPLOYER_ROLES, ROLE_WORDS, Role
from zhicheng.people.unit_people import people_of_unit
from zhicheng.web.acts import as_role
from zhicheng.web.employer.pages.queue import queue_page
from zhicheng.web.request import Request


@require_safe
@require_safe
@as_role(*EMPLOYER_ROLES)
def queue(request: Request) -> HttpResponse:
    """What is to be done now, heap by heap."""
    return render(request, "employer/home.html", {"page": queue_page(request.actor, request.GET, request.now)})


@require_safe
@require_safe
@as_role(*EMPLOYER_ROLES, Role.SUPERVISOR)
def people(request: Request) -> HttpResponse:
    """Who acts for the unit today; changes are made by the bureau."""
    holders = people_of_unit(request.actor, legal_day(request.now))
    rows = [{"name": one.person.name, "role": ROLE_WORDS[Role(one.role)], "appointment": one} for one in holders]
    return render(request, "employer/people.html", {"rows": rows})
