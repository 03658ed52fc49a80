"""Ask the registers, and watch for their answers."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from zhicheng.domain.permissions import Role
from zhicheng.people.actions.ask_registers import ask_registers
from zhicheng.web.acts import as_role
from zhicheng.web.applicant.pages.registers import register_context, register_states
from zhicheng.web.request import Request


@as_role(Role.APPLICANT)
@require_POST
def ask(request: Request) -> HttpResponse:
    """Promise the questions; the page they were asked from shows how they go."""
    ask_registers(actor=request.actor, now=request.now)
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe and back.startswith("/my/") else reverse("applicant-archive"))


@as_role(Role.APPLICANT)
@require_GET
def answers(request: Request) -> HttpResponse:
    """The part that asks again while an answer is awaited; when all are there, the page is loaded anew."""
    states = register_states(request.actor)
    response = render(request, "applicant/parts/registers.html", register_context(states))
    if not any(one.waiting for one in states):
        response["HX-Refresh"] = "true"
    return response
