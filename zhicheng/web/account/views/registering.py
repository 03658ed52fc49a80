"""Open an account."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhicheng.domain.faults import Defect, Refused
from zhicheng.domain.identity import ID_KINDS
from zhicheng.people.actions.register import judged
from zhicheng.people.actions.register import register as open_account
from zhicheng.people.models import Person
from zhicheng.web.account.forms.registration import RegistrationForm, hint_of
from zhicheng.web.account.views.signing_in import BACKEND
from zhicheng.web.acts import open_to_all
from zhicheng.web.request import Request


@open_to_all
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("id_number", "password", "phone")
def register(request: Request) -> HttpResponse:
    """The form; a new person is signed in at once and begins with the archive."""
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        person = _opened(request, form)
        if person:
            login(request, person, backend=BACKEND)
            messages.success(request, "账号已开通。下一步：建立您的业绩档案。")
            return redirect("applicant-home")
    context = {"form": form, "hints": [(kind.code, hint_of(kind)) for kind in ID_KINDS.values()]}
    return render(request, "account/register.html", context, status=422 if form.errors else 200)


def _opened(request: Request, form: RegistrationForm) -> Person | None:
    """The new person, or None with every fault of every field on the form, whatever was left empty."""
    if not form.is_valid():
        typed = {name: request.POST.get(name, "") for name in form.fields}
        _show(form, judged(**typed, now=request.now)[1])
        return None
    try:
        return open_account(**form.cleaned_data, now=request.now)
    except Refused as refused:
        _show(form, list(refused.defects))
        return None


def _show(form: RegistrationForm, faults: list[Defect]) -> None:
    complained = set(form.errors)
    for fault in faults:
        if fault.where not in complained:
            form.add_error(fault.where if fault.where in form.fields else None, fault.what)
