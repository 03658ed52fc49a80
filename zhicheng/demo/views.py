"""Become anyone, and move the clock on: pages that exist in the demo only."""

from datetime import date

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhicheng.demo.becoming import become_person
from zhicheng.demo.clock import move_clock_to
from zhicheng.demo.clock_page import coming_after, moves_from
from zhicheng.demo.personas import PASSWORD, audiences
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Role
from zhicheng.domain.words import cn_date
from zhicheng.people.models import Person
from zhicheng.policy.deployment import calendar
from zhicheng.web.acts import open_to_all
from zhicheng.web.nav import home_of
from zhicheng.web.request import Request


@require_safe
@open_to_all
def personas(request: Request) -> HttpResponse:
    """Everybody in the demo, by audience, with what is waiting for them."""
    return render(request, "demo/personas.html", {"audiences": audiences(request.now), "password": PASSWORD})


@require_POST
@open_to_all
def become(request: Request) -> HttpResponse:
    """Take on a person, in one of their appointments or as an applicant; without a person, sign out."""
    if not request.POST.get("person"):
        logout(request)
        return redirect(home_of(Role.PUBLIC))
    person = Person.objects.filter(handle=request.POST["person"], is_active=True).first()
    if person is None:
        raise Http404
    role = become_person(request, person, request.POST.get("appointment", ""))
    return redirect(home_of(role))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def clock(request: Request) -> HttpResponse:
    """What day it is on the platform, and the ways to move it on."""
    fault = ""
    if request.method == "POST":
        try:
            after = move_clock_to(_day(request.POST.get("day", "")), actor=request.actor, real=request.arrived)
            messages.success(request, f"时钟已拨到{cn_date(after)}，到期的事项由后台随即办理。")
            return redirect("demo-clock")
        except Refused as refused:
            fault = refused.message
    context = {
        "moves": moves_from(request.now),
        "coming": coming_after(request.now),
        "last": calendar().known_until,
        "fault": fault,
        "typed": request.POST.get("day", ""),
    }
    return render(request, "demo/clock.html", context, status=422 if fault else 200)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("请填写一个日期，如 2024-12-20。") from None
