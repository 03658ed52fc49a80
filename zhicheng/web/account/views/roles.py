"""Choose in what capacity to act (以何身份办理); staff roles need the second factor."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import ROLE_WORDS, Role
from zhicheng.people.appointments import appointments_on
from zhicheng.people.models import Appointment
from zhicheng.web.account.going_on import asked_for, destination
from zhicheng.web.account.stepping_up import act_as, act_as_applicant, remember_choice
from zhicheng.web.acts import signed_in
from zhicheng.web.request import Request


@signed_in
@require_http_methods(["GET", "POST"])
def roles(request: Request) -> HttpResponse:
    """The applicant's own affairs, or one of the appointments that hold today."""
    held = appointments_on(request.user.pk, legal_day(request.now))
    if request.method == "POST":
        return _chosen(request, held)
    rows = [{"pk": one.pk, "role": ROLE_WORDS[Role(one.role)], "organisation": one.organisation.name} for one in held]
    here = request.appointment.pk if request.appointment else None
    return render(request, "account/roles.html", {"rows": rows, "here": here, "next": asked_for(request)})


def _chosen(request: Request, held: list[Appointment]) -> HttpResponse:
    address = asked_for(request)
    if request.POST.get("capacity") == "applicant":
        act_as_applicant(request)
        return redirect(destination(address, Role.APPLICANT))
    chosen = next((one for one in held if str(one.pk) == request.POST.get("capacity")), None)
    if chosen is None:
        return redirect("account-roles")
    if request.user.is_verified():  # type: ignore[attr-defined]
        act_as(request, chosen)
        return redirect(destination(address, Role(chosen.role)))
    remember_choice(request, chosen)
    query = f"?{urlencode({'next': address})}" if address else ""
    return redirect(reverse("account-second-factor") + query)
