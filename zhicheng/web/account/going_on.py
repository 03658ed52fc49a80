"""Where a person goes after signing in: the page that was asked for, if it is ours and the role may open it."""

from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from zhicheng.domain.permissions import Role
from zhicheng.web.nav import home_of
from zhicheng.web.request import Request


def asked_for(request: Request) -> str:
    """The address in `next`, empty unless it is on this very site."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    return address if url_has_allowed_host_and_scheme(address, hosts, require_https=request.is_secure()) else ""


def destination(address: str, role: Role) -> str:
    """The address itself if somebody in `role` may open it, else where that role begins."""
    try:
        right = getattr(resolve(address.partition("?")[0]).func, "right", "")
    except Resolver404:
        right = ""
    open_to_role = right == "everybody" or role in right.split()
    return address if address and open_to_role else reverse(home_of(role))
