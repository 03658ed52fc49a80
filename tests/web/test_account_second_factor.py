"""The second factor: enrolled once, asked for ever after, and never gone round."""

import re

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.cast import a_bureau, a_person, a_unit, appoint, sign_in
from zhicheng.domain.permissions import Role
from zhicheng.people.models import Appointment

pytestmark = pytest.mark.django_db


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    return f"{totp(device.bin_key, device.step, device.t0, device.digits, steps):06d}"


@pytest.fixture
def clerk() -> Appointment:
    return appoint(a_person("周岚"), Role.BUREAU_CLERK, a_bureau())


@pytest.fixture
def signed(client: Client, clerk: Appointment) -> Client:
    return sign_in(client, clerk.person)


def enrol(client: Client, clerk: Appointment) -> list[str]:
    client.post("/account/roles", {"capacity": clerk.pk})
    client.get("/account/second-factor")
    device = TOTPDevice.objects.get(user=clerk.person)
    page = client.post("/account/second-factor", {"code": code_of(device)}).content.decode()
    return re.findall(r"<kbd>([a-z0-9]+)</kbd>", page)


def test_a_staff_role_is_not_taken_up_without_the_second_factor(signed: Client, clerk: Appointment) -> None:
    answer = signed.post("/account/roles", {"capacity": clerk.pk})
    assert answer["Location"] == "/account/second-factor"
    assert "appointment" not in signed.session
    assert signed.get("/bureau/")["Location"].startswith("/account/roles")


def test_enrolling_shows_a_picture_and_the_key_without_the_identity_number(signed: Client, clerk: Appointment) -> None:
    signed.post("/account/roles", {"capacity": clerk.pk})
    page = signed.get("/account/second-factor").content.decode()
    assert "data:image/svg+xml" in page
    assert clerk.person.id_number() not in page
    assert clerk.person.id_number() not in TOTPDevice.objects.get(user=clerk.person).config_url


def test_the_first_code_enrols_and_recovery_codes_are_shown_once(signed: Client, clerk: Appointment) -> None:
    before = signed.session.session_key
    codes = enrol(signed, clerk)
    assert len(codes) == 10
    assert signed.session["appointment"] == clerk.pk
    assert signed.session.session_key != before
    assert codes[0] not in signed.get("/account/roles").content.decode()
    assert signed.get("/bureau/").status_code == 200


def test_a_wrong_code_enrols_nothing(signed: Client, clerk: Appointment) -> None:
    signed.post("/account/roles", {"capacity": clerk.pk})
    signed.get("/account/second-factor")
    device = TOTPDevice.objects.get(user=clerk.person)
    right = {code_of(device, steps) for steps in range(-2, 10)}
    wrong = next(code for code in map("{:06d}".format, range(20)) if code not in right)
    answer = signed.post("/account/second-factor", {"code": wrong})
    assert answer.status_code == 422
    assert "验证码不对或已过期" in answer.content.decode()
    assert not TOTPDevice.objects.filter(user=clerk.person, confirmed=True).exists()
    assert "appointment" not in signed.session


def test_a_later_session_gives_a_code_and_a_code_serves_once(
    client: Client, signed: Client, clerk: Appointment
) -> None:
    enrol(signed, clerk)
    device = TOTPDevice.objects.get(user=clerk.person)
    device.last_t = -1
    device.save()
    later = sign_in(Client(), clerk.person)
    later.post("/account/roles", {"capacity": clerk.pk})
    code = code_of(device)
    done = later.post("/account/second-factor", {"code": code})
    assert done["Location"] == "/bureau/"
    third = sign_in(Client(), clerk.person)
    third.post("/account/roles", {"capacity": clerk.pk})
    assert third.post("/account/second-factor", {"code": code}).status_code == 422


def test_a_recovery_code_serves_once(signed: Client, clerk: Appointment) -> None:
    codes = enrol(signed, clerk)
    later = sign_in(Client(), clerk.person)
    later.post("/account/roles", {"capacity": clerk.pk})
    assert later.post("/account/second-factor", {"code": codes[0].upper()}).status_code == 302
    assert StaticToken.objects.filter(device__user=clerk.person).count() == 9


def test_nobody_takes_up_the_appointment_of_another(signed: Client, clerk: Appointment) -> None:
    foreign = appoint(a_person("顾堃"), Role.EMPLOYER_HEAD, a_unit())
    assert signed.post("/account/roles", {"capacity": foreign.pk})["Location"] == "/account/roles"
    assert "chosen_appointment" not in signed.session


def test_who_steps_down_to_applicant_loses_the_staff_pages(signed: Client, clerk: Appointment) -> None:
    enrol(signed, clerk)
    answer = signed.post("/account/roles", {"capacity": "applicant"})
    assert answer["Location"] == "/my/"
    assert "appointment" not in signed.session
    assert signed.get("/my/").status_code == 200


def test_the_second_factor_page_without_a_choice_leads_back(signed: Client) -> None:
    assert signed.get("/account/second-factor")["Location"] == "/account/roles"
