"""Change one's password; every other session of the person ends with it."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhicheng.domain.faults import Refused
from zhicheng.people.actions.change_password import change_password
from zhicheng.web.account.forms.signing_in import PasswordForm
from zhicheng.web.acts import signed_in
from zhicheng.web.nav import home_of
from zhicheng.web.request import Request


@signed_in
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("present", "fresh")
def password(request: Request) -> HttpResponse:
    """The session that changed it goes on."""
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_password(**form.cleaned_data, actor=request.actor, now=request.now)
        except Refused as refused:
            for defect in refused.defects:
                form.add_error(defect.where, defect.what)
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, "密码已修改。其他设备上的登录已失效。")
            return redirect(home_of(request.actor.role))
    return render(request, "account/password.html", {"form": form}, status=422 if form.errors else 200)
