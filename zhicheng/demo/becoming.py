"""Sign a visitor in as one of the demo's people, with a real second factor: the platform sees nothing special."""

from django.contrib.auth import login
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhicheng.domain.permissions import Role
from zhicheng.people.models import Person
from zhicheng.web.posted import whole
from zhicheng.web.request import Request

BACKEND = "zhicheng.people.login.PhoneOrNumberBackend"
DEVICE = "demo"


def become_person(request: Request, person: Person, appointment: str) -> Role:
    """Sign in as `person`; `appointment` is the row id of the one to act under, empty for an applicant."""
    request.session.flush()
    login(request, person, backend=BACKEND)
    chosen = whole(appointment)
    held = person.appointments.filter(pk=chosen).first() if chosen else None
    if held is None:
        return Role.APPLICANT
    device = TOTPDevice.objects.get_or_create(user=person, name=DEVICE, defaults={"confirmed": True})[0]
    otp_login(request, device)
    request.session["appointment"] = held.pk
    return Role(held.role)
