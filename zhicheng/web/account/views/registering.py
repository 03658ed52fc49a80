"""Open an account."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhicheng.domain.faults import Refused
from zhicheng.domain.identity import ID_KINDS
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
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = _opened(request, form)
        if person:
            login(request, person, backend=BACKEND)
            messages.success(request, "账号已开通。下一步：建立您的业绩档案。")
            return redirect("applicant-home")
    context = {"form": form, "hints": [(kind.code, hint_of(kind)) for kind in ID_KINDS.values()]}
    return render(request, "account/register.html", context, status=422 if form.errors else 200)


def _opened(request: Request, form: RegistrationForm) -> Person | None:
    try:
        return open_account(**form.cleaned_data, now=request.now)
    except Refused as refused:
        for defect in refused.defects:
            form.add_error(defect.where if defect.where in form.fields else None, defect.what)
        return None
