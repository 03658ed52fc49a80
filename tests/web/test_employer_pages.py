"""The unit's pages to read: who sees what, what is said, and that long lists cost no more than short ones."""

import io
from typing import Any

import pytest
from django.conf import settings as conf
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from tests import page_clock
from tests.cast import SHANGHAI_MORNING, a_person, a_unit, appoint, sign_in
from tests.stories import Story, in_unit_publicity, submitted
from zhicheng.cases.actions.confirm_remaining import confirm_remaining
from zhicheng.cases.actions.open_unit_publicity import open_unit_publicity
from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.actions.withdraw import withdraw
from zhicheng.cases.models import Publicity
from zhicheng.domain.permissions import ANYBODY, Actor, Role
from zhicheng.domain.states import State
from zhicheng.gateways.files import file_store
from zhicheng.people.models import Appointment, ArchiveFile, Person
from zhicheng.web.employer.urls import urlpatterns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.ZHICHENG_CLOCK = "tests.page_clock.clock"
    monkeypatch.setattr(page_clock, "now", SHANGHAI_MORNING)


def as_actor(client: Client, actor: Actor) -> Client:
    return sign_in(
        client,
        Person.objects.get(pk=actor.person),
        Appointment.objects.get(person_id=actor.person, role=actor.role.value, organisation_id=actor.organisation),
    )


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def colleagues_of(first: Story, count: int) -> list[Story]:
    return [submitted(name=f"同事{chr(0x4E00 + n)}", employer=first.unit) for n in range(count)]


def test_every_page_says_who_may_open_it() -> None:
    assert [one.name for one in urlpatterns if not getattr(one.callback, "right", "")] == []


def test_the_queue_costs_the_same_for_one_and_for_twenty(client: Client) -> None:
    story = submitted()
    as_actor(client, story.clerk)
    url = reverse("employer-home")
    client.get(url)
    one = queries_of(client, url)
    colleagues_of(story, 19)
    assert queries_of(client, url) == one


def test_a_list_costs_the_same_for_one_and_for_many(client: Client) -> None:
    story = in_unit_publicity()
    as_actor(client, story.head)
    first = Publicity.objects.get()
    client.get(reverse("employer-publicity", args=[first.handle]))
    one = queries_of(client, reverse("employer-publicity", args=[first.handle]))
    others = colleagues_of(story, 6)
    for other in others:
        confirm_remaining(other.case.pk, actor=story.clerk, now=story.now)
    several = open_unit_publicity(
        [other.case.pk for other in others], actor=story.clerk, now=story.now, place="公告栏", contact="1"
    )
    assert queries_of(client, reverse("employer-publicity", args=[several.handle])) == one


def test_the_queue_pages_on_without_losing_or_repeating_anybody(client: Client) -> None:
    story = submitted()
    names = {"沈喆"} | {other.person.name for other in colleagues_of(story, 26)}
    as_actor(client, story.clerk)
    first = client.get(reverse("employer-home") + "?heap=check").context["page"]
    second = client.get(first.pager["next_url"]).context["page"]
    seen = [row.case.person.name for row in first.rows + second.rows]
    assert len(first.rows) == 25
    assert sorted(seen) == sorted(names)
    back = client.get(second.pager["previous_url"]).context["page"]
    assert [row.case.pk for row in back.rows] == [row.case.pk for row in first.rows]


def test_a_name_is_found_within_a_heap(client: Client) -> None:
    story = submitted()
    submitted(name="裴声", employer=story.unit)
    as_actor(client, story.clerk)
    page = client.get(reverse("employer-home") + "?heap=check&name=裴").content.decode()
    assert "裴声" in page
    assert "沈喆" not in page
    assert "没有找到这个姓名" in client.get(reverse("employer-home") + "?heap=check&name=无").content.decode()


def test_ones_own_case_is_left_to_a_colleague(client: Client) -> None:
    story = submitted()
    own = appoint(story.person, Role.EMPLOYER_HEAD, story.unit)
    sign_in(client, story.person, own)
    page = client.get(reverse("employer-home")).content.decode()
    assert "须由另一位同事核实和推荐" in page
    assert story.case.number not in page
    assert client.get(reverse("employer-case", args=[story.case.handle])).status_code == 404
    check = reverse("employer-check-claim", args=[story.case.handle])
    assert client.post(check, {"key": "target", "outcome": "ok"}).status_code == 404


def test_a_file_is_shown_as_a_picture_to_whoever_may_read_the_case(
    client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.ZHICHENG_FILES_DIR = tmp_path
    written = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(written, "PNG")
    digest = file_store().put(written.getvalue())
    story = submitted()
    file = ArchiveFile.objects.get(person=story.person)
    body = story.case.snapshot.body
    body["files"][file.handle] |= {"sha256": digest, "media_type": "image/png"}
    type(story.case.snapshot).objects.filter(pk=story.case.snapshot_id).update(body=body)
    url = reverse("employer-file-page", args=[story.case.handle, file.handle, 1])
    picture = as_actor(client, story.clerk).get(url)
    assert picture.status_code == 200
    assert picture["Content-Type"] == "image/jpeg"
    assert picture["Content-Security-Policy"].startswith("sandbox")
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(picture.content)).size == (400, 300)
    assert client.get(reverse("employer-file", args=[story.case.handle, file.handle])).status_code == 200
    assert client.get(reverse("employer-file", args=[story.case.handle, "nofilehere"])).status_code == 404
    stranger = submitted(name="裴声")
    assert as_actor(Client(), stranger.clerk).get(url).status_code == 404


def test_the_clerk_reads_an_objection_and_the_head_decides_it(client: Client) -> None:
    story = in_unit_publicity()
    entry = Publicity.objects.get().entries.get()
    objection = raise_objection(
        entry.pk, actor=ANYBODY, now=story.now, ground="工作经历与实际不符，请核实。", name="钱匿", contact="1380"
    )
    url = reverse("employer-objection", args=[objection.handle])
    clerk = as_actor(client, story.clerk)
    page = clerk.get(url).content.decode()
    assert "工作经历与实际不符" in page
    assert "钱匿" not in page
    assert clerk.post(url, {"outcome": "dismissed", "finding": "不属实"}).status_code == 422
    head = as_actor(Client(), story.head)
    assert "钱匿" not in head.get(url).content.decode()
    assert "钱匿｜1380" in head.post(url, {"reveal": "1"}).content.decode()
    kept = head.post(url, {"finding": "调取了劳动合同"})
    assert kept.status_code == 422
    assert "调取了劳动合同" in kept.content.decode()
    done = head.post(url, {"outcome": "upheld", "finding": "经查属实"})
    assert done["Location"] == reverse("employer-publicity", args=[Publicity.objects.get().handle])
    assert story.fresh().state == State.RETURNED


def test_an_objection_to_a_withdrawn_case_is_no_longer_to_be_decided(client: Client) -> None:
    story = in_unit_publicity()
    entry = Publicity.objects.get().entries.get()
    objection = raise_objection(
        entry.pk, actor=ANYBODY, now=story.now, ground="工作经历与实际不符，请核实。", name="钱匿", contact="1380"
    )
    withdraw(story.case.pk, actor=story.me, now=story.now)
    page = as_actor(client, story.head).get(reverse("employer-objection", args=[objection.handle])).content.decode()
    assert "不再需要处理" in page
    assert "作出结论" not in page


def test_a_list_without_place_or_contact_is_not_opened_and_keeps_what_was_typed(client: Client) -> None:
    story = submitted()
    confirm_remaining(story.case.pk, actor=story.clerk, now=story.now)
    as_actor(client, story.clerk)
    answer = client.post(reverse("employer-publicity-new"), {"case": story.case.handle, "place": "一楼公告栏"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="一楼公告栏"' in page
    assert "有 1 处需要改" in page
    nobody = client.post(reverse("employer-publicity-new"), {"place": "一楼公告栏", "contact": "人事科"})
    assert "请至少选择一位拟推荐人员" in nobody.content.decode()
    assert not Publicity.objects.exists()


def test_the_page_of_a_list_shows_days_address_and_paper(client: Client) -> None:
    story = in_unit_publicity()
    publicity = Publicity.objects.get()
    page = as_actor(client, story.clerk).get(reverse("employer-publicity", args=[publicity.handle])).content.decode()
    assert f"{conf.PUBLIC_URL}/notice/unit/{publicity.handle}" in page
    assert "共 5 个工作日" in page
    assert "正在生成" in page
    assert "推荐意见" not in page


def test_the_unit_sees_who_acts_for_it(client: Client) -> None:
    story = submitted()
    stranger = a_person("别处的人")
    appoint(stranger, Role.EMPLOYER_CLERK, a_unit("别的单位"))
    page = as_actor(client, story.clerk).get(reverse("employer-people")).content.decode()
    assert "陈昇" in page
    assert "单位负责人" in page
    assert "别处的人" not in page


@pytest.mark.parametrize("name", ["employer-home", "employer-publicities", "employer-publicity-new", "employer-posts"])
def test_an_empty_page_says_what_will_appear(client: Client, name: str) -> None:
    unit = a_unit("苕州市文化馆", kind="public_institution")
    clerk = appoint(a_person("陈昇"), Role.EMPLOYER_CLERK, unit)
    page = sign_in(client, clerk.person, clerk).get(reverse(name)).content.decode()
    assert "出现在这里" in page
