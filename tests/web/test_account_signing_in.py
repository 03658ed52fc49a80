"""Accounts: registering, signing in and out, what the logs keep, and the lock after too many tries."""

import json
from datetime import date
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.test import Client

from tests.cast import PASSWORD, a_person, a_unit, appoint
from zhicheng.domain.identity import invented_resident_id
from zhicheng.domain.permissions import Role
from zhicheng.events.models import Event
from zhicheng.people.models import Person

pytestmark = pytest.mark.django_db
TYPED = {"name": "沈喆", "id_kind": "resident_id", "phone": "13712340901", "password": "一句我自己记得住的话呀"}
WRONG = "不是这一个密码呀呀呀"


def a_known_person(**options: Any) -> Person:
    person = a_person(**options)
    person.set_password(PASSWORD)
    person.save()
    return person


def test_wrong_registration_keeps_what_was_typed_but_never_the_password(client: Client) -> None:
    answer = client.post("/account/register", TYPED | {"id_number": "33050019990302", "phone": "12345"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "现在是 14 位" in page
    assert "手机号码应为 11 位" in page
    assert 'value="33050019990302"' in page
    assert 'value="沈喆"' in page
    assert TYPED["password"] not in page


def test_registration_names_every_empty_field(client: Client) -> None:
    page = client.post("/account/register", {"id_kind": "passport"}).content.decode()
    for said in ("请填写姓名", "请填写证件号码", "请填写手机号码", "请填写密码"):
        assert said in page


def test_what_is_empty_and_what_is_wrong_are_said_together(client: Client) -> None:
    typed = {"name": "沈喆", "id_kind": "resident_id", "id_number": "123", "phone": "", "password": "short"}
    page = client.post("/account/register", typed).content.decode()
    assert "现在是 3 位" in page
    assert "请填写手机号码" in page
    assert page.count("请填写手机号码") == 2
    assert not Person.objects.exists()


def test_a_registration_sent_empty_is_answered_by_the_form(client: Client) -> None:
    assert client.post("/account/register", {}).status_code == 422


def test_the_hint_follows_the_kind_of_paper(client: Client) -> None:
    page = client.post("/account/register", TYPED | {"id_kind": "hk_macao_permit", "id_number": "x"}).content.decode()
    assert 'id="id_id_number_helptext">字母 H 或 M 加 8 位数字' in page


def test_a_number_registers_once_only(client: Client) -> None:
    person = a_known_person()
    taken = TYPED | {"id_number": person.id_number()}
    page = client.post("/account/register", taken).content.decode()
    assert "已经注册过" in page
    assert Person.objects.count() == 1


@pytest.mark.parametrize("login_by", ["phone", "id_number"])
def test_phone_and_identity_number_both_sign_in(client: Client, login_by: str) -> None:
    person = a_known_person()
    answer = client.post("/account/login", {"login": getattr(person, login_by)(), "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"] == "/my/"


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client: Client) -> None:
    person = a_known_person()
    asked = client.get("/my/archive/")
    assert asked["Location"] == "/account/login?next=%2Fmy%2Farchive%2F"
    answer = client.post(asked["Location"], {"login": person.phone(), "password": PASSWORD, "next": "/my/archive/"})
    assert answer["Location"] == "/my/archive/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/bureau/", "javascript:alert(1)"])
def test_signing_in_never_leads_off_the_site_or_to_a_page_of_others(client: Client, elsewhere: str) -> None:
    person = a_known_person()
    answer = client.post("/account/login", {"login": person.phone(), "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/my/"


def test_who_holds_an_appointment_is_asked_in_what_capacity(client: Client) -> None:
    person = a_known_person()
    appoint(person, Role.EMPLOYER_CLERK, a_unit())
    answer = client.post("/account/login", {"login": person.phone(), "password": PASSWORD})
    assert answer["Location"] == "/account/roles"


def test_a_wrong_password_is_said_plainly_and_keeps_the_login(client: Client) -> None:
    person = a_known_person()
    answer = client.post("/account/login", {"login": person.phone(), "password": WRONG})
    assert answer.status_code == 422
    assert "账号或密码不对" in answer.content.decode()
    assert person.phone() in answer.content.decode()
    assert WRONG not in answer.content.decode()


def test_after_five_wrong_passwords_even_the_right_one_must_wait(client: Client) -> None:
    person = a_known_person()
    for _ in range(5):
        answer = client.post("/account/login", {"login": person.phone(), "password": WRONG})
    assert answer.status_code == 429
    assert "15 分钟后再登录" in answer.content.decode()
    late = client.post("/account/login", {"login": person.phone(), "password": PASSWORD})
    assert late.status_code == 429
    assert "_auth_user_id" not in client.session


def test_no_log_keeps_a_digit_of_what_was_typed_to_sign_in(client: Client, caplog: Any) -> None:
    person = a_known_person()
    number = person.id_number()
    client.post("/account/login", {"login": number, "password": WRONG})
    client.post("/account/login", {"login": number, "password": PASSWORD})
    client.post("/account/logout")
    attempts = [*AccessAttempt.objects.values(), *AccessLog.objects.values(), *AccessFailureLog.objects.values()]
    events = list(Event.objects.values())
    kept = json.dumps([*attempts, *events], default=str) + caplog.text
    for secret in (number, number[:14], WRONG, PASSWORD):
        assert secret not in kept


def test_registering_writes_an_event_without_the_number(client: Client) -> None:
    number = invented_resident_id(498_711, date(1999, 3, 2), "female")
    client.post("/account/register", TYPED | {"id_number": number})
    event = Event.objects.get(act="register")
    assert number not in json.dumps(event.details)
    assert Person.objects.filter(name="沈喆").count() == 1


def test_signing_out_needs_a_post_and_ends_the_session(client: Client) -> None:
    person = a_known_person()
    client.post("/account/login", {"login": person.phone(), "password": PASSWORD})
    assert client.get("/account/logout").status_code == 405
    client.post("/account/logout")
    assert client.get("/my/").status_code == 302


def test_the_password_changes_only_with_the_present_one(client: Client) -> None:
    person = a_known_person()
    client.post("/account/login", {"login": person.phone(), "password": PASSWORD})
    wrong = client.post("/account/password", {"present": WRONG, "fresh": "another long passphrase"})
    assert wrong.status_code == 422
    assert "现在的密码不对" in wrong.content.decode()
    done = client.post("/account/password", {"present": PASSWORD, "fresh": "another long passphrase"})
    assert done["Location"] == "/my/"
    assert client.get("/my/").status_code == 200
    person.refresh_from_db()
    assert person.check_password("another long passphrase")


def test_a_change_of_password_ends_the_other_sessions(client: Client) -> None:
    person, other = a_known_person(), Client()
    for one in (client, other):
        one.post("/account/login", {"login": person.phone(), "password": PASSWORD})
    client.post("/account/password", {"present": PASSWORD, "fresh": "another long passphrase"})
    assert other.get("/my/").status_code == 302
