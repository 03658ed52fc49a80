"""Sign in with a telephone or identity number, and out."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Role
from zhicheng.people.appointments import appointments_on
from zhicheng.people.models import Person
from zhicheng.web.account.forms.signing_in import SignInForm
from zhicheng.web.account.going_on import asked_for, destination
from zhicheng.web.acts import open_to_all
from zhicheng.web.request import Request

BACKEND = "zhicheng.people.login.PhoneOrNumberBackend"
WRONG = "账号或密码不对。请核对手机号码（或证件号码）和密码；还没有账号的，请先注册。"


@open_to_all
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("login", "password")
def sign_in(request: Request) -> HttpResponse:
    """Who holds an appointment is asked next in what capacity to act."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = authenticate(request, **form.cleaned_data)
        if isinstance(person, Person):
            login(request, person)
            return redirect(_after(request, person))
        form.add_error(None, WRONG)
    context = {"form": form, "next": asked_for(request)}
    return render(request, "account/login.html", context, status=422 if form.errors else 200)


def _after(request: Request, person: Person) -> str:
    address = asked_for(request)
    if appointments_on(person.pk, legal_day(request.now)):
        query = f"?{urlencode({'next': address})}" if address else ""
        return reverse("account-roles") + query
    return destination(address, Role.APPLICANT)


@open_to_all
@require_POST
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    return redirect("account-login")
