"""A unit's way with a case through its pages: queue, claims, publicity, recommendation."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import page_clock
from tests.cast import SHANGHAI_MORNING, sign_in
from tests.stories import Story, in_unit_publicity, submitted
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import Check, Publicity
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import Desk, State
from zhicheng.people.models import Appointment, Person

pytestmark = pytest.mark.django_db


class PageClock:
    """What the clock of the pages says, from the tests' morning on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch
        self.move(0)

    def move(self, days: int) -> None:
        self.patch.setattr(page_clock, "now", SHANGHAI_MORNING + timedelta(days=days))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> PageClock:
    settings.ZHICHENG_CLOCK = "tests.page_clock.clock"
    return PageClock(monkeypatch)


def as_actor(client: Client, actor: Actor) -> Client:
    return sign_in(
        client,
        Person.objects.get(pk=actor.person),
        Appointment.objects.get(person_id=actor.person, role=actor.role.value, organisation_id=actor.organisation),
    )


def case_url(story: Story) -> str:
    return reverse("employer-case", args=[story.case.handle])


def check(client: Client, story: Story, key: str, outcome: str, **more: str) -> object:
    data = {"key": key, "outcome": outcome, "snapshot": "1", **more}
    return client.post(reverse("employer-check-claim", args=[story.case.handle]), data)


def test_the_whole_way_of_a_case_through_the_unit(client: Client, clock: PageClock) -> None:
    story = submitted()
    as_actor(client, story.clerk)
    queue = client.get(reverse("employer-home")).content.decode()
    assert "沈喆" in queue
    assert "核实 1 件申报" in queue

    key = keys_of(story.case, Desk.EMPLOYER)[0]
    answer = check(client, story, key, "ok")
    assert answer.status_code == 302
    assert "#claim-" in answer["Location"]
    rest = client.post(reverse("employer-check-rest", args=[story.case.handle]), {"snapshot": "1"})
    assert rest.status_code == 302
    assert "9 项均已核实属实" in client.get(case_url(story)).content.decode()

    new = client.get(reverse("employer-publicity-new")).content.decode()
    assert "现在开始，公示到 2024年11月11日（周一） 24:00" in new
    assert "2024年11月5日（周二）" in new
    opened = client.post(
        reverse("employer-publicity-new"),
        {"case": story.case.handle, "place": "一楼公告栏", "contact": "人事科 0500-1"},
    )
    publicity = Publicity.objects.get()
    assert opened["Location"] == reverse("employer-publicity", args=[publicity.handle])

    clock.move(8)
    head = as_actor(Client(), story.head)
    page = head.get(reverse("employer-publicity", args=[publicity.handle])).content.decode()
    assert "已在本单位公示 5 个工作日" in page
    assert "公示期间无异议" in page
    sent = head.post(
        reverse("employer-recommend-several", args=[publicity.handle]),
        {"case": story.case.handle, "opinion": "同意推荐。"},
    )
    assert sent.status_code == 302
    assert story.fresh().state == State.WITH_BUREAU
    assert story.case.employer_opinion == "同意推荐。"
    assert "已上报" in head.get(reverse("employer-home") + "?heap=reported").content.decode()


def test_a_defect_without_a_word_is_refused_and_what_was_typed_stays(client: Client, clock: PageClock) -> None:
    story = submitted()
    as_actor(client, story.clerk)
    answer = check(client, story, "target", "defect", note="  ")
    assert answer.status_code == 422
    assert "请选择原因或写明问题" in answer.content.decode()
    assert not Check.objects.exists()
    answer = check(client, story, "nothing-like-it", "defect", note="不存在")
    assert answer.status_code == 422


def test_a_return_is_shown_before_it_is_sent_with_its_due_day(client: Client, clock: PageClock) -> None:
    story = submitted()
    as_actor(client, story.clerk)
    check(client, story, "target", "defect", reason="wrong_speciality", note="岗位是给排水")
    page = client.get(reverse("employer-return", args=[story.case.handle])).content.decode()
    assert "没有核实" in page
    client.post(reverse("employer-check-rest", args=[story.case.handle]), {"snapshot": "1"})
    page = client.get(reverse("employer-return", args=[story.case.handle])).content.decode()
    assert "岗位是给排水" in page
    assert "2024年11月18日（周一）24:00 截止" in page
    version = story.fresh().version
    sent = client.post(
        reverse("employer-return", args=[story.case.handle]), {"note": "请本周补齐", "seen": str(version)}
    )
    assert sent.status_code == 302
    assert story.fresh().state == State.RETURNED
    assert "已退回，等沈喆补正" in client.get(case_url(story)).content.decode()


def test_a_decline_needs_a_reason_and_is_the_heads(client: Client, clock: PageClock) -> None:
    story = submitted()
    url = reverse("employer-decline", args=[story.case.handle])
    assert as_actor(client, story.clerk).post(url, {"reason": "不符合"}).status_code == 404
    head = as_actor(Client(), story.head)
    empty = head.post(url, {"reason": " "})
    assert empty.status_code == 422
    assert "请写明不予推荐的理由" in empty.content.decode()
    assert head.post(url, {"reason": "已转岗"}).status_code == 302
    assert story.fresh().state == State.WITHDRAWN


def test_nobody_recommends_before_the_period_is_over(client: Client, clock: PageClock) -> None:
    story = in_unit_publicity()
    clock.move(4)
    head = as_actor(client, story.head)
    url = reverse("employer-recommend", args=[story.case.handle])
    assert "期满后才能推荐" in head.get(url).content.decode()
    early = head.post(url, {"opinion": "同意"})
    assert early.status_code == 422
    assert "公示到 2024年11月11日 24:00 才结束" in early.content.decode()
    assert story.fresh().state == State.EMPLOYER_PUBLICITY


def test_a_unit_of_others_finds_no_case(client: Client, clock: PageClock) -> None:
    story, stranger = submitted(), submitted(name="裴声")
    as_actor(client, stranger.clerk)
    for name in ("employer-case", "employer-return"):
        assert client.get(reverse(name, args=[story.case.handle])).status_code == 404
    assert check(client, story, "target", "ok").status_code == 404


def test_an_applicant_finds_no_pages_of_the_unit(client: Client, clock: PageClock) -> None:
    story = submitted()
    sign_in(client, story.person)
    assert client.get(reverse("employer-home")).status_code == 404
    assert client.get(case_url(story)).status_code == 404
