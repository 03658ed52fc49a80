"""Addresses under /account/: register, sign in and out, choose in what capacity to act, password."""

from django.urls import URLPattern, path

from zhicheng.web.account.views.password import password
from zhicheng.web.account.views.registering import register
from zhicheng.web.account.views.roles import roles
from zhicheng.web.account.views.second_factor import second_factor
from zhicheng.web.account.views.signing_in import sign_in, sign_out

urlpatterns: list[URLPattern] = [
    path("register", register, name="account-register"),
    path("login", sign_in, name="account-login"),
    path("logout", sign_out, name="account-logout"),
    path("roles", roles, name="account-roles"),
    path("second-factor", second_factor, name="account-second-factor"),
    path("password", password, name="account-password"),
]
