"""What the session keeps of the capacity somebody acts in; its key changes with every step up or down."""

from django_otp import login as remember_device
from django_otp.models import Device

from zhicheng.people.models import Appointment
from zhicheng.web.request import Request


def act_as(request: Request, appointment: Appointment) -> None:
    """From now on act under this appointment; the second factor must have been given."""
    request.session["appointment"] = appointment.pk
    request.session["last_request"] = request.arrived.timestamp()
    request.session.pop("chosen_appointment", None)
    request.session.cycle_key()


def act_as_applicant(request: Request) -> None:
    """From now on act in one's own affairs."""
    for key in ("appointment", "last_request", "chosen_appointment"):
        request.session.pop(key, None)
    request.session.cycle_key()


def remember_choice(request: Request, appointment: Appointment) -> None:
    """Keep which appointment was chosen while the second factor is asked for."""
    request.session["chosen_appointment"] = appointment.pk


def give_second_factor(request: Request, device: Device, appointment: Appointment) -> None:
    """The device was proved: the session is verified and acts under the appointment."""
    remember_device(request, device)
    act_as(request, appointment)
