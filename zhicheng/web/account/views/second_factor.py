"""Enrol an authenticator at the first time, give its code ever after."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Role
from zhicheng.people.appointments import appointments_on
from zhicheng.people.models import Appointment
from zhicheng.web.account.forms.signing_in import CodeForm
from zhicheng.web.account.going_on import asked_for, destination
from zhicheng.web.account.second_factors import (
    authenticator,
    authenticator_to_enrol,
    confirm,
    proved_by,
    qr_picture,
    recovery_codes_left,
    spelled_key,
)
from zhicheng.web.account.stepping_up import give_second_factor
from zhicheng.web.acts import signed_in
from zhicheng.web.request import Request

WRONG_CODE = "验证码不对或已过期。请等验证器换一个新的数字再填；连续填错会要求稍等一会儿。"


@signed_in
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
def second_factor(request: Request) -> HttpResponse:
    """For the appointment chosen before; without one there is nothing to step up to."""
    chosen = _chosen(request)
    if chosen is None:
        return redirect("account-roles")
    return _verify(request, chosen) if authenticator(request.user) else _enrol(request, chosen)


def _chosen(request: Request) -> Appointment | None:
    held = appointments_on(request.user.pk, legal_day(request.now))
    return next((one for one in held if one.pk == request.session.get("chosen_appointment")), None)


def _verify(request: Request, chosen: Appointment) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        device = proved_by(request.user, form.cleaned_data["code"])
        if device:
            give_second_factor(request, device, chosen)
            return redirect(destination(asked_for(request), Role(chosen.role)))
        form.add_error("code", WRONG_CODE)
    context = {"form": form, "next": asked_for(request), "left": recovery_codes_left(request.user)}
    return render(request, "account/second_factor.html", context, status=422 if form.errors else 200)


def _enrol(request: Request, chosen: Appointment) -> HttpResponse:
    device = authenticator_to_enrol(request.user)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        codes = confirm(device, form.cleaned_data["code"])
        if codes:
            give_second_factor(request, device, chosen)
            onward = destination(asked_for(request), Role(chosen.role))
            return render(request, "account/recovery_codes.html", {"codes": codes, "onward": onward})
        form.add_error("code", WRONG_CODE)
    context = {
        "form": form,
        "next": asked_for(request),
        "picture": qr_picture(device),
        "key": spelled_key(device),
    }
    return render(request, "account/enrol.html", context, status=422 if form.errors else 200)
