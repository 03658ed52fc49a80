"""Every view says who may open it; a view that says nothing is an error that a test finds."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import STAFF_ROLES, Role, holds
from zhicheng.domain.states import Act

View = TypeVar("View", bound=Callable[..., HttpResponse])


def open_to_all(view: View) -> View:
    """A page for everybody, signed in or not."""
    view.right = "everybody"  # type: ignore[attr-defined]
    return view


def as_role(*roles: Role) -> Callable[[View], View]:
    """A page for people who act in one of these roles; it does not exist for others."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor.role in roles:
                return view(request, *args, **kwargs)
            if request.actor.person is None:
                return to_login(request)
            if _must_give_second_factor(request, roles):
                return HttpResponseRedirect(f"{reverse('account-roles')}?{urlencode({'next': request.path})}")
            raise NotYours

        guarded.right = " ".join(sorted(roles))  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def needs(act: Act) -> Callable[[View], View]:
    """A page that does `act`: for the roles that have it at all; the door judges the case itself."""
    roles = tuple(role for role in Role if role not in (Role.WORKER, Role.PUBLIC) and holds(role, act))

    def guard(view: View) -> View:
        guarded = as_role(*roles)(view)
        guarded.act = act  # type: ignore[attr-defined]
        return guarded

    return guard


def signed_in(view: View) -> View:
    """A page for anybody with an account, in whatever role."""
    return as_role(*(role for role in Role if role not in (Role.PUBLIC, Role.WORKER)))(view)


def to_login(request: Any) -> HttpResponse:
    """The sign-in page for a person, a 401 with its address for a script that saves in the background."""
    address = f"{reverse('account-login')}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"ok": False, "login": address}, status=401)
    return HttpResponseRedirect(address)


def _must_give_second_factor(request: Any, roles: tuple[Role, ...]) -> bool:
    held = set(request.user.appointments.values_list("role", flat=True))
    return bool(held & {role.value for role in roles if role in STAFF_ROLES}) and request.method == "GET"
