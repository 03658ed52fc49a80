"""Appointments: the security administrator adds and ends them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zhicheng.domain.faults import NotYours, Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import ROLE_WORDS, Role
from zhicheng.people.actions.appoint import appoint, end_appointment
from zhicheng.people.appointment_queries import PAGE, all_appointments, appointment_for
from zhicheng.web.acts import as_role
from zhicheng.web.posted import whole
from zhicheng.web.request import Request
from zhicheng.web.support.forms.appointments import AppointForm, EndForm


@require_safe
@as_role(Role.SECURITY_ADMIN)
def lists(request: Request) -> HttpResponse:
    """Everybody who acts for a unit, newest first."""
    name, mark = request.GET.get("name", "").strip()[:60], request.GET.get("before", "")
    today = legal_day(request.now)
    before = whole(mark)
    found = all_appointments(request.actor, name=name, today=today, before=before)
    rows, more = found[:PAGE], len(found) > PAGE
    context = {
        "rows": [(one, ROLE_WORDS[Role(one.role)], one.starts_on > today) for one in rows],
        "name": name,
        "pager": {
            "previous_url": f"?name={name}" if mark else "",
            "next_url": f"?name={name}&before={rows[-1].pk}" if more else "",
        },
    }
    return render(request, "support/appointments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@as_role(Role.SECURITY_ADMIN)
def new(request: Request) -> HttpResponse:
    """Appoint somebody."""
    form, status = AppointForm(request.POST or None, initial={"starts_on": legal_day(request.now)}), 200
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = appoint(
                given["person"].pk,
                given["role"],
                given["organisation"].pk,
                starts_on=given["starts_on"],
                actor=request.actor,
                now=request.now,
            )
            messages.success(
                request, f"已任命{made.person.name}为{made.organisation.name}{ROLE_WORDS[given['role']]}。"
            )
            return redirect("support-appointments")
        except NotYours:
            raise
        except Refused as refused:
            form.add_error(None, refused.message)
    if form.is_bound:
        status = 422
    return render(request, "support/appoint.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@as_role(Role.SECURITY_ADMIN)
def end(request: Request, appointment: int) -> HttpResponse:
    """End one appointment."""
    found = appointment_for(request.actor, appointment)
    form, status = EndForm(request.POST or None, initial={"last_day": legal_day(request.now)}), 200
    if form.is_valid():
        try:
            end_appointment(appointment, actor=request.actor, now=request.now, **form.cleaned_data)
            messages.success(request, f"{found.person.name}的任职已设定终止日期。")
            return redirect(reverse("support-appointments"))
        except NotYours:
            raise
        except Refused as refused:
            form.add_error(None, refused.message)
    if form.is_bound:
        status = 422
    context = {
        "form": form,
        "appointment": found,
        "role": ROLE_WORDS[Role(found.role)],
        "consequences": ["过了最后一天，不能再以这个岗位登录办理", "已经办理的事项不受影响，记录保留"],
    }
    return render(request, "support/end_appointment.html", context, status=status)
