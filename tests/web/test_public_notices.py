"""公告公示: lists while they run and never after, objections in time, and outcomes by receipt code."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import a_bureau, a_person
from tests.clock import at
from tests.stories import Story, in_public_notice, in_unit_publicity
from tests.web.public_visitor import Visitor, words
from zhicheng.cases.actions.decide_objection import decide_objection
from zhicheng.cases.models import Objection, Publicity, PublicityEntry
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.domain.legal_time import closes_at
from zhicheng.events.models import Event

GROUND = "其所填 2022 年工作经历与实际不符，当时不在该单位工作。"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _front_stamps_arrivals(settings: object) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"  # type: ignore[attr-defined]


def the_list(kind: str = "bureau") -> Publicity:
    return Publicity.objects.get(kind=kind)


def objection_address(entry: PublicityEntry) -> str:
    unit = "unit/" if entry.publicity.kind == "unit" else ""
    return f"/notice/{unit}{entry.publicity.handle}/{entry.serial}/objection"


def object_to(visitor: Visitor, entry: PublicityEntry, **said: str) -> object:
    typed = {"ground": GROUND, "name": "王举", "contact": "0500-8888123"} | said
    return visitor.post(objection_address(entry), **typed)


def test_a_running_list_shows_just_the_public_words_with_its_counted_days() -> None:
    story = in_public_notice()
    running = the_list()
    response = Visitor(story.now).get(f"/notice/{running.handle}")
    page = words(response)
    for said in PublicityEntry.objects.get(publicity=running).shown.values():
        assert said in page
    assert "共 5 个工作日" in page
    assert "0500-2000001" in page
    assert "提出异议" in page
    assert story.case.number not in page
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in page


def test_a_list_is_there_up_to_midnight_and_gone_with_its_people_from_then_on() -> None:
    story = in_public_notice()
    running = the_list()
    assert Visitor(running.ends_at - timedelta(seconds=1)).get(f"/notice/{running.handle}").status_code == 200
    response = Visitor(running.ends_at).get(f"/notice/{running.handle}")
    assert response.status_code == 410
    assert "公示期已结束" in words(response)
    assert "公布文件" in words(response)
    assert story.person.name not in words(response)
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]


def test_the_notices_page_tells_what_runs_and_only_the_titles_of_what_is_over() -> None:
    story = in_public_notice()
    running = the_list()
    page = words(Visitor(story.now).get("/notices/"))
    assert f"/notice/{running.handle}" in page
    assert story.person.name not in page
    page = words(Visitor(running.ends_at).get("/notices/"))
    assert running.title in page
    assert f"/notice/{running.handle}" not in page


def test_a_units_list_opens_by_its_address_and_is_listed_nowhere() -> None:
    story = in_unit_publicity()
    unit = the_list("unit")
    visitor = Visitor(story.now)
    response = visitor.get(f"/notice/unit/{unit.handle}")
    assert response.status_code == 200
    assert story.person.name in words(response)
    assert "一楼公告栏" in words(response)
    assert "noindex" in response["X-Robots-Tag"]
    assert visitor.get(f"/notice/{unit.handle}").status_code == 404
    for page in ("/", "/notices/"):
        assert unit.handle not in words(visitor.get(page))
    assert Visitor(unit.ends_at).get(f"/notice/unit/{unit.handle}").status_code == 410


def test_who_was_taken_off_a_list_is_shown_no_more() -> None:
    story = in_public_notice()
    entry = PublicityEntry.objects.get(publicity=the_list())
    entry.withdrawn_at = story.now
    entry.save()
    visitor = Visitor(story.now)
    assert story.person.name not in words(visitor.get(f"/notice/{entry.publicity.handle}"))
    assert visitor.get(objection_address(entry)).status_code == 404


@pytest.mark.parametrize("address", ["/notice/nosuchlist", "/notice/unit/nosuchlist", "/notice/nosuchlist/1/objection"])
def test_a_list_that_never_was_is_a_404(address: str) -> None:
    assert Visitor(at("2024-12-02")).get(address).status_code == 404


@pytest.mark.parametrize("story_of", [in_unit_publicity, in_public_notice])
def test_an_objection_gets_a_receipt_whose_code_is_shown_once_and_tells_the_outcome(story_of: object) -> None:
    story: Story = story_of()  # type: ignore[operator]
    entry = PublicityEntry.objects.order_by("-pk")[0]
    visitor = Visitor(story.now)
    receipt = visitor.follow(object_to(visitor, entry))
    code = Objection.objects.get().receipt_code
    shown = re.search(r'receipt-code">([^<]+)<', words(receipt))
    assert shown is not None
    assert shown[1].replace(" ", "") == code
    assert receipt["Cache-Control"] == "no-store"
    again = words(visitor.get("/objection/receipt"))
    assert code[:12] not in "".join(again.split("<main")[1].split())
    assert "只显示一次" in again

    assert "正在核实" in words(visitor.post("/objection/", code=shown[1].upper()))
    decider = story.head if entry.publicity.kind == "unit" else story.reviewer
    decide_objection(
        Objection.objects.get().handle, actor=decider, now=story.now, upheld=False, finding="经核实，经历属实。"
    )
    answer = words(visitor.post("/objection/", code=code))
    assert "异议不成立" in answer
    assert "经核实，经历属实。" in answer


def test_the_objectors_account_does_not_tell_on_him() -> None:
    story = in_public_notice()
    entry = PublicityEntry.objects.get(publicity=the_list())
    visitor = Visitor(story.now)
    rival = a_person("王举")
    visitor.client.force_login(rival, backend="zhicheng.people.login.PhoneOrNumberBackend")
    object_to(visitor, entry)
    event = Event.objects.get(act="raise_objection")
    assert event.role == "public"
    assert event.actor is None
    objection = Objection.objects.get()
    assert "王举" not in objection.objector_sealed
    assert objection.objector() == "王举｜0500-8888123"


def test_an_objection_sent_twice_is_one_with_one_receipt_and_one_event() -> None:
    story = in_public_notice()
    entry = PublicityEntry.objects.get(publicity=the_list())
    visitor = Visitor(story.now)
    object_to(visitor, entry)
    receipt = words(visitor.follow(object_to(visitor, entry)))
    assert " ".join(re.findall("....", Objection.objects.get().receipt_code)) in receipt
    assert Event.objects.filter(act="raise_objection").count() == 1
    object_to(visitor, entry, name="李举")
    assert Objection.objects.count() == 2


def test_the_file_of_a_list_is_public_while_the_list_runs_and_then_no_more() -> None:
    story = in_public_notice()
    running = the_list()
    paper = keep_paper(
        "bureau_notice", f"bureau-notice:{running.handle}", b"%PDF-", now=story.now, edition="1", publicity=running
    )
    visitor = Visitor(story.now)
    assert f"/paper/{paper.handle}" in words(visitor.get(f"/notice/{running.handle}"))
    assert visitor.get(f"/paper/{paper.handle}").status_code == 200
    assert Visitor(running.ends_at).get(f"/paper/{paper.handle}").status_code == 404


def test_an_objection_received_at_midnight_is_too_late_and_says_so() -> None:
    in_public_notice()
    entry = PublicityEntry.objects.get(publicity=the_list())
    deadline = closes_at(entry.publicity.ends_on)
    assert deadline == entry.publicity.ends_at
    in_time = object_to(Visitor(deadline - timedelta(milliseconds=1)), entry)
    assert in_time.status_code == 302  # type: ignore[attr-defined]
    late = object_to(Visitor(deadline), entry)
    assert late.status_code == 410  # type: ignore[attr-defined]
    assert "不再受理异议" in words(late)
    assert Objection.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"ground": "不实"}, "请写明具体事实"),
        ({"name": "  "}, "请填写您的姓名"),
        ({"contact": ""}, "请填写您的联系方式"),
    ],
)
def test_an_objection_with_something_missing_keeps_what_was_typed(said: dict[str, str], complaint: str) -> None:
    story = in_public_notice()
    entry = PublicityEntry.objects.get(publicity=the_list())
    page = words(object_to(Visitor(story.now), entry, **said))
    assert complaint in page
    kept = {"ground": GROUND, "name": "王举", "contact": "0500-8888123"} | said
    for typed in kept.values():
        assert typed.strip() in page
    assert Objection.objects.count() == 0


def test_a_wrong_receipt_code_is_told_kindly() -> None:
    page = words(Visitor(at("2024-12-02")).post("/objection/", code="abcdefgh"))
    assert "没有这个回执码" in page
    assert "abcdefgh" in page


def test_a_flood_of_objections_from_one_address_meets_a_dam() -> None:
    story = in_public_notice()
    entry = PublicityEntry.objects.get(publicity=the_list())
    visitor = Visitor(story.now)
    answers = [object_to(visitor, entry, ground="短") for _ in range(12)]
    assert [one.status_code for one in answers][:10] == [200] * 10  # type: ignore[attr-defined]
    assert answers[-1].status_code == 429  # type: ignore[attr-defined]
    assert "请稍后再试" in words(answers[-1])
    assert visitor.get(objection_address(entry)).status_code == 200
    visitor.now += timedelta(minutes=11)
    assert object_to(visitor, entry).status_code == 302  # type: ignore[attr-defined]


def publish(count: int, first: int = 1) -> None:
    bureau, clerk = a_bureau(), a_person("周岚")
    for serial in range(first, first + count):
        for kind, ends_on in (("over", at("2024-11-22")), ("running", at("2024-12-09"))):
            Publicity.objects.create(
                kind="bureau",
                organisation=bureau,
                title=f"{kind}{serial:03d}",
                opened_at=at("2024-11-15"),
                opened_by=clerk,
                starts_on=at("2024-11-15").date(),
                ends_on=ends_on.date(),
                ends_at=closes_at(ends_on.date()),
                counted_days=[ends_on.date().isoformat()],
            )


@pytest.mark.parametrize("page", ["/", "/notices/"])
def test_lists_cost_the_same_queries_for_one_and_for_twenty(page: str) -> None:
    visitor = Visitor(at("2024-12-02"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert visitor.get(page).status_code == 200
        return len(caught)

    publish(1)
    one = queries()
    publish(19, first=2)
    assert queries() == one


def test_a_list_costs_the_same_queries_for_one_and_for_twenty_people() -> None:
    story = in_public_notice()
    running = the_list()
    visitor = Visitor(story.now)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert visitor.get(f"/notice/{running.handle}").status_code == 200
        return len(caught)

    one = queries()
    entry = PublicityEntry.objects.get(publicity=running)
    others = [in_unit_publicity(name="沈某").case for _ in range(3)]
    PublicityEntry.objects.bulk_create(
        PublicityEntry(publicity=running, case=case, serial=serial, shown=entry.shown)
        for serial, case in enumerate(others, start=2)
    )
    assert queries() == one


def test_ended_lists_page_by_keyset_each_once() -> None:
    publish(60)
    visitor = Visitor(at("2024-12-02"))
    seen: list[str] = []
    address = "/notices/"
    while address:
        page = words(visitor.get(address))
        seen += re.findall(r"over\d{3}", page)
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/notices/{onward[1]}" if onward else ""
    assert seen == [f"over{serial:03d}" for serial in range(60, 0, -1)]
