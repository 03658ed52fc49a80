"""A person's authenticator and recovery codes, by django-otp."""

import segno
from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhicheng.people.models import Person

RECOVERY_CODES = 10


def authenticator(person: Person) -> TOTPDevice | None:
    """The confirmed authenticator, or None: then one is to be enrolled."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).first()


def authenticator_to_enrol(person: Person) -> TOTPDevice:
    """The one not yet confirmed, made at the first call, so that a reload shows the same picture."""
    waiting = TOTPDevice.objects.filter(user=person, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=person, name="验证器", confirmed=False)


def qr_picture(device: TOTPDevice) -> str:
    """The enrolment address as a data: URI of an SVG."""
    return segno.make(device.config_url, error="m").svg_data_uri(scale=5, border=4, light="white")


def spelled_key(device: TOTPDevice) -> str:
    """The key in groups of four, for typing it in by hand."""
    key = device.config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def confirm(device: TOTPDevice, code: str) -> list[str] | None:
    """Confirm the enrolled authenticator by its first code and give fresh recovery codes; None for a wrong code."""
    with transaction.atomic():
        if not device.verify_token(code):
            return None
        device.confirmed = True
        device.save()
        return _fresh_recovery_codes(device.user)


def proved_by(person: Person, code: str) -> Device | None:
    """The device that this code proves: the authenticator, else a recovery code, which is used up by it."""
    devices = [authenticator(person), StaticDevice.objects.filter(user=person).first()]
    return next((device for device in devices if device and device.verify_token(code)), None)


def recovery_codes_left(person: Person) -> int:
    return int(StaticToken.objects.filter(device__user=person).count())


def _fresh_recovery_codes(person: Person) -> list[str]:
    StaticDevice.objects.filter(user=person).delete()
    device = StaticDevice.objects.create(user=person, name="恢复码")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes
