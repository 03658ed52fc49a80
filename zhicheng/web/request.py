"""What every page receives: when the request arrived, what the clock says, and who acts in what role."""

from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import ANYBODY, Actor, Role
from zhicheng.people.models import Appointment, Person
from zhicheng.policy.settled import settled
from zhicheng.web.nav import navigation

LAST_REQUEST_KEPT_EVERY = 30  # seconds; not at each request, so that reading a page writes nothing
Respond = Callable[[HttpRequest], HttpResponse]


class Request(HttpRequest):
    """An HttpRequest as our middleware hands it to a view."""

    actor: Actor
    now: datetime
    arrived: datetime
    appointment: Appointment | None
    user: Person


def system_clock(arrived: datetime) -> datetime:
    """The real clock: the instant at which the request reached the front."""
    return arrived


def arrival(request: HttpRequest) -> datetime:
    """When the request reached the front: its stamp where a trusted front sets one (settings), else this moment."""
    header = settings.ZHICHENG_ARRIVAL_HEADER
    stamp = _said(request, header).removeprefix("t=") if header else ""
    try:
        return datetime.fromtimestamp(float(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC)  # noqa: TID251  (this is the edge)


def client_address(request: HttpRequest) -> str:
    """Who asks: what a trusted front says (settings), else the other end of the connection."""
    header = settings.ZHICHENG_CLIENT_HEADER
    try:
        return str(ip_address(_said(request, header).strip())) if header else request.META["REMOTE_ADDR"]
    except ValueError:
        return str(request.META["REMOTE_ADDR"])


def _said(request: HttpRequest, header: str) -> str:
    """One header; `request.headers` would write out all of them first, with every request."""
    return str(request.META.get(f"HTTP_{header.upper().replace('-', '_')}", ""))


class ClockMiddleware:
    """Stamps `arrived` (real) and `now` (of the platform's clock) before anything else is done."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.clock: Callable[[datetime], datetime] = import_string(settings.ZHICHENG_CLOCK)

    def __call__(self, request: Any) -> HttpResponse:
        request.arrived = arrival(request)
        request.META["REMOTE_ADDR"] = client_address(request)
        request.now = request.arrived if request.path == "/healthz" else self.clock(request.arrived)
        return self.get_response(request)


class SettledMiddleware:
    """One pack and one calendar for the whole request, whatever is published meanwhile; the next one reads anew."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with settled():
            return self.get_response(request)


class ActorMiddleware:
    """Sets `actor`: the appointment chosen in this session if it still holds and the second factor was given."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.appointment = None
        request.actor = ANYBODY
        if request.session.get("appointment") and _idle_too_long(request):
            logout(request)
        if request.user.is_authenticated:
            request.actor = Actor(Role.APPLICANT, person=request.user.pk, name=request.user.name)
            self._take_up_appointment(request)
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    def _take_up_appointment(self, request: Any) -> None:
        chosen = request.session.get("appointment")
        if not chosen or not request.user.is_verified():
            return
        appointment = (
            Appointment.objects.select_related("organisation").filter(pk=chosen, person_id=request.user.pk).first()
        )
        if appointment and appointment.holds_on(legal_day(request.now)):
            request.appointment = appointment
            request.actor = Actor(
                Role(appointment.role), request.user.pk, appointment.organisation_id, request.user.name
            )


def _idle_too_long(request: Any) -> bool:
    """Staff who did nothing for a while are signed out; the moment of the last request is kept in the session."""
    moment = request.arrived.timestamp()
    idle = moment - request.session.get("last_request", 0)
    if idle > LAST_REQUEST_KEPT_EVERY:
        request.session["last_request"] = moment
    return bool(settings.STAFF_IDLE_MINUTES * 60 < idle < moment)


def page_context(request: Any) -> dict[str, Any]:
    """What the shells need on every page: navigation, who one acts as, the clock."""
    actor = getattr(request, "actor", ANYBODY)
    context: dict[str, Any] = {"actor": actor, "now": getattr(request, "now", None)}
    context.update(navigation(request, actor))
    return context
