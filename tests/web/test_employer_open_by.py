"""The unit reads until when it should open its publicity to forward within the batch."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import page_clock
from tests.cast import sign_in
from tests.clock import at
from tests.stories import Story, in_unit_publicity, submitted
from zhicheng.people.models import Appointment
from zhicheng.web.employer.pages.forwarding import OpenBy, open_by

pytestmark = pytest.mark.django_db
ADVICE = "请在12月12日（周四）前（含当日）开始公示，才能在12月20日（周五）24:00 前上报，"


def clerk_at(client: Client, story: Story, now: datetime, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    settings.ZHICHENG_CLOCK = "tests.page_clock.clock"
    monkeypatch.setattr(page_clock, "now", now)
    appointment = Appointment.objects.get(person_id=story.clerk.person, organisation=story.unit)
    return sign_in(client, appointment.person, appointment)


@pytest.mark.parametrize(
    ("today", "tone", "left"),
    [
        ("2024-12-02", "quiet", "还有 10 天"),
        ("2024-12-08", "quiet", "还有 4 天"),
        ("2024-12-09", "wait", "还有 3 天"),
        ("2024-12-12", "wait", "就在今天"),
    ],
)
def test_a_unit_in_time_reads_the_last_day_and_what_is_left(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, today: str, tone: str, left: str
) -> None:
    story = submitted()
    clerk = clerk_at(client, story, at(today), settings, monkeypatch)
    page = clerk.get(reverse("employer-case", args=[story.case.handle])).content.decode()
    assert f'{ADVICE}<strong class="tone-{tone}">{left}</strong>' in page
    queue = clerk.get(reverse("employer-home")).content.decode()
    assert f'12月12日（周四）前（含当日）开始公示，<span class="tone-{tone}">{left}</span>' in queue


def test_a_unit_that_is_late_is_told_what_follows_and_may_go_on(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = submitted()
    clerk = clerk_at(client, story, at("2024-12-13"), settings, monkeypatch)
    page = clerk.get(reverse("employer-case", args=[story.case.handle])).content.decode()
    assert '<strong class="tone-wait">已过，上报会晚于批次截止，仍可办理</strong>' in page
    assert "请在12月12日" not in page


def test_nothing_is_said_once_the_publicity_is_open_or_when_the_batch_is_unknown() -> None:
    shown = in_unit_publicity()
    assert open_by(shown.case, at("2024-12-02")) is None
    waiting = submitted(name="裴声", employer=shown.unit)
    assert open_by(waiting.case, at("2024-12-02")) == OpenBy(date(2024, 12, 12), date(2024, 12, 20), date(2024, 12, 2))
    waiting.case.batch = "1999-1"
    assert open_by(waiting.case, at("2024-12-02")) is None


def test_another_year_is_named() -> None:
    assert "2025年1月3日（周五）" in OpenBy(date(2025, 1, 3), date(2025, 1, 14), date(2024, 12, 30)).words


def test_the_rows_cost_no_query_of_their_own(client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    story = submitted()
    clerk = clerk_at(client, story, at("2024-12-02"), settings, monkeypatch)
    url = reverse("employer-home")
    clerk.get(url)
    with CaptureQueriesContext(connection) as one:
        clerk.get(url)
    for name in ("裴声", "顾念", "林溪"):
        submitted(name=name, employer=story.unit)
    with CaptureQueriesContext(connection) as four:
        rows = clerk.get(url).context["page"].rows
    assert [row.open_by is not None for row in rows] == [True] * 4
    assert len(four) == len(one)
