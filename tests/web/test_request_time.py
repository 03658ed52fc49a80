"""Time is judged by when a request reached the front: deadlines to the second, staff signed out when idle."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import a_bureau, sign_in, staff
from tests.stories import a_draft, at_bureau
from zhicheng.cases.actions.check_item import check_item
from zhicheng.cases.looking_through import keys_of
from zhicheng.domain.legal_time import BUREAU_ZONE
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import Desk
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.people.models import Appointment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _front(settings: Any) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"
    settings.STAFF_IDLE_MINUTES = 15


def stamp(text: str) -> dict[str, str]:
    moment = datetime.fromisoformat(text).replace(tzinfo=BUREAU_ZONE)
    return {"X-Request-Start": f"t={moment.timestamp():.3f}"}


def send(text: str) -> tuple[Any, Any]:
    story = a_draft()
    client = sign_in(Client(), story.person)
    form = {"case": story.case.handle, "key": "k", "truth": TRUTH_VERSION, "version": story.case.version}
    return client.post("/my/apply/submit", form, headers=stamp(text)), story


def test_what_arrived_in_the_last_second_is_in_time() -> None:
    answer, story = send("2024-12-20T23:59:59.900")
    assert answer.status_code == 302
    assert story.fresh().batch == "2024-3"
    assert story.case.submitted_at == datetime(2024, 12, 20, 23, 59, 59, 900000, tzinfo=BUREAU_ZONE)


def test_what_arrived_at_midnight_is_late_and_the_draft_stays() -> None:
    answer, story = send("2024-12-21T00:00:00.000")
    assert answer.status_code == 422
    assert "申报时间" in answer.content.decode()
    assert story.fresh().state == "draft"
    assert story.case.speciality == "环境工程"


def test_a_stamp_is_trusted_only_where_the_settings_say_so(settings: Any) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = ""
    answer, story = send("2024-12-20T12:00:00")
    assert answer.status_code == 422
    assert story.fresh().state == "draft"


def test_staff_who_did_nothing_for_a_while_are_signed_out() -> None:
    appointment = staff(Role.BUREAU_CLERK, a_bureau())
    client = sign_in(Client(), appointment.person, appointment)
    assert client.get("/bureau/", headers=stamp("2024-11-04T09:00:00")).status_code == 200
    assert client.get("/bureau/", headers=stamp("2024-11-04T09:14:59")).status_code == 200
    assert client.get("/bureau/", headers=stamp("2024-11-04T09:29:50")).status_code == 200
    away = client.get("/bureau/", headers=stamp("2024-11-04T09:44:52"))
    assert away.status_code == 302
    assert away["Location"].startswith("/account/login")


def test_reading_pages_does_not_write_to_the_session_each_time(django_assert_max_num_queries: Any) -> None:
    appointment = staff(Role.BUREAU_CLERK, a_bureau())
    client = sign_in(Client(), appointment.person, appointment)
    client.get("/bureau/", headers=stamp("2024-11-04T09:00:00"))
    with django_assert_max_num_queries(30) as queries:
        client.get("/bureau/", headers=stamp("2024-11-04T09:00:10"))
    assert not [query for query in queries.captured_queries if query["sql"].startswith("UPDATE")]


@pytest.mark.parametrize("nonsense", ["inf", "nan", "t=1e300", "-1e300", "yesterday"])
def test_a_stamp_that_is_no_instant_breaks_nothing(nonsense: str) -> None:
    assert Client().get("/healthz", headers={"X-Request-Start": nonsense}).status_code == 200


def test_a_refused_form_from_another_site_leads_back_to_ours() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login", {"login": "x"}, headers={"Referer": "https://elsewhere.example/trap"})
    assert answer.status_code == 403
    assert "elsewhere.example" not in answer.content.decode()


def test_a_return_beyond_the_known_calendar_is_refused_in_words() -> None:
    story = at_bureau()
    for number, key in enumerate(keys_of(story.case, Desk.BUREAU)):
        outcome, note = ("defect", "请更正") if number == 0 else ("ok", "")
        check_item(story.case.pk, key, outcome, note=note, actor=story.bureau_clerk, now=story.now)
    appointment = Appointment.objects.get(person_id=story.bureau_clerk.person)
    client = sign_in(Client(), appointment.person, appointment)
    form = {"version": story.fresh().version, "confirmed": "1"}
    answer = client.post(reverse("bureau-return", args=[story.case.handle]), form, headers=stamp("2026-12-31T09:00:00"))
    assert answer.status_code == 409
    assert "节假日安排" in answer.content.decode()
    assert story.fresh().state == "with_bureau"
