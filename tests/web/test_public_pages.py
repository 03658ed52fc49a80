"""The public site as a visitor finds it: home, batches, documents, contacts, and what machines ask for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import a_bureau, a_person
from tests.clock import at
from tests.stories import cleared, decided, in_public_notice
from tests.web.public_visitor import Visitor, words
from zhicheng.documents.actions.keep_paper import keep_paper
from zhicheng.documents.models import OfficialDocument
from zhicheng.policy.deployment import calendar, deployed_pack
from zhicheng.web.public.pages.batches import windows_of
from zhicheng.web.public.pages.contacts import rows

PAGES = ["/", "/batches/", "/notices/", "/documents/", "/verify/", "/contacts/", "/objection/", "/objection/receipt"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _front_stamps_arrivals(settings: object) -> None:
    settings.ZHICHENG_ARRIVAL_HEADER = "X-Request-Start"  # type: ignore[attr-defined]


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(at("2024-12-02"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_anybody_on_an_empty_platform(visitor: Visitor, page: str) -> None:
    response = visitor.get(page)
    assert response.status_code == 200
    assert "0000001" in words(response)  # the office's telephone stands at the foot


def test_home_gives_each_visitor_one_clear_step(visitor: Visitor) -> None:
    page = words(visitor.get("/"))
    for door in ("我要申报", "我是单位或人社工作人员", "核验证书", "查看公示", "下载公布文件", "下载我的证书"):
        assert page.count(f"<strong>{door}</strong>") == 1
    assert "/account/register" in page


def test_home_counts_the_days_of_the_city_and_of_each_county_and_gives_a_telephone_where_none_are_set(
    visitor: Visitor,
) -> None:
    page = words(visitor.get("/"))
    assert "2024年12月20日（周五）24:00 截止" in page
    assert "还有 18 天" in page
    assert "2024年12月13日（周五）24:00 截止" in page
    assert page.count("以县区通知为准，请致电") == 2  # 浔桑区 and 箬兴县


def test_home_shows_the_lists_that_run_and_the_newest_documents() -> None:
    story = decided()
    page = words(Visitor(story.now).get("/"))
    assert "关于公布任职资格的通知" in page
    assert "现在没有正在公示的名单" in page


def test_batches_explain_the_last_safe_day_and_what_is_over(visitor: Visitor) -> None:
    page = words(visitor.get("/batches/"))
    assert "<strong>2024年12月12日（周四）</strong>" in page  # 13, 16, 17, 18, 19 are counted, forwarded on the 20th
    assert page.count("已截止") >= 2
    assert "申报时间以县区通知为准，还没有公布。请致电" in page


def test_a_window_is_open_up_to_the_end_of_its_last_day() -> None:
    def states(moment: str) -> list[str]:
        return [one.state for one in windows_of(deployed_pack(), calendar(), at(moment))[0].windows]

    assert states("2024-12-20 23:59")[2] == "open"
    assert states("2024-12-21 00:00")[2] == "over"
    assert states("2024-03-31 23:59")[0] == "coming"


def test_on_the_last_safe_day_it_is_not_too_late_and_on_the_next_it_is() -> None:
    def too_late(moment: str) -> bool:
        return windows_of(deployed_pack(), calendar(), at(moment))[0].windows[2].safe_day_over

    assert not too_late("2024-12-12 23:59")
    assert too_late("2024-12-13 00:00")


def test_contacts_tell_who_decides_each_level_for_each_area(visitor: Visitor) -> None:
    city, county = a_bureau(), a_bureau("330521", "莫溪县人力资源和社会保障局")
    found = {row.area: row for row in rows(deployed_pack(), {"330500": city, "330521": county})}
    assert dict(found["莫溪县"].deciders) == {"员级": county.name, "助理级": county.name, "中级": city.name}
    assert found["莫溪县"].received_by == county.name
    assert set(dict(found["苕南新区"].deciders).values()) == {city.name}
    page = words(visitor.get("/contacts/"))
    assert "莫溪县人力资源和社会保障局" in page
    assert "tel:0000004" in page


def test_an_issued_document_is_public_for_good_with_its_list_and_its_file() -> None:
    story = decided()
    document = OfficialDocument.objects.get()
    visitor = Visitor(story.now + timedelta(days=300))
    page = words(visitor.get(f"/documents/{document.handle}"))
    assert document.number in page
    assert story.person.name in page
    assert "文件正在生成" in page

    paper = keep_paper("official_document", f"document:{document.handle}", b"%PDF-", now=story.now, edition="1")
    page = words(visitor.get(f"/documents/{document.handle}"))
    assert f"/paper/{paper.handle}?save" in page
    assert paper.sha256 in page


def test_a_draft_document_is_not_there_for_the_public() -> None:
    story = cleared()
    draft = OfficialDocument.objects.create(
        bureau=story.bureau, title="未签发的草稿", drafted_by_id=story.bureau_clerk.person, drafted_at=story.now
    )
    visitor = Visitor(story.now)
    assert visitor.get(f"/documents/{draft.handle}").status_code == 404
    assert "未签发的草稿" not in words(visitor.get("/documents/"))


def issue(count: int, first: int = 1) -> None:
    bureau, clerk, leader = a_bureau(), a_person("周岚"), a_person("郑颖")
    for serial in range(first, first + count):
        OfficialDocument.objects.create(
            bureau=bureau,
            title=f"第{serial:03d}件",
            number=f"苕人社职〔2024〕{serial}号",
            drafted_by=clerk,
            drafted_at=at("2024-12-02"),
            issued_by=leader,
            issued_at=at("2024-12-02") + timedelta(minutes=serial),
            year=2024,
            serial=serial,
        )


def test_documents_page_by_keyset_newest_first_each_once(visitor: Visitor) -> None:
    issue(60)
    seen, address = [], "/documents/"
    while address:
        page = words(visitor.get(address))
        seen += [part[:5] for part in page.split('">第')[1:]]
        address = "/documents/" + page.split('rel="next" href="')[1].split('"')[0] if 'rel="next"' in page else ""
    assert seen == [f"{serial:03d}件</"[:5] for serial in range(60, 0, -1)]


@pytest.mark.parametrize("page", ["/", "/documents/"])
def test_a_list_of_documents_costs_the_same_queries_for_one_and_for_twenty(visitor: Visitor, page: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert visitor.get(page).status_code == 200
        return len(caught)

    issue(1)
    one = queries()
    issue(19, first=2)
    assert queries() == one


def test_robots_are_kept_out_of_what_shows_people(visitor: Visitor) -> None:
    rules = words(visitor.get("/robots.txt"))
    for path in ("/notice/", "/v/", "/my/"):
        assert f"Disallow: {path}\n" in rules
    assert "Disallow: /documents" not in rules


def test_health_is_plain_and_needs_no_session(visitor: Visitor) -> None:
    response = visitor.get("/healthz")
    assert (response.status_code, words(response)) == (200, "ok\n")
    assert response["Content-Type"].startswith("text/plain")
    assert not response.cookies


def test_the_code_on_a_paper_form_says_what_it_is_for_and_nothing_of_the_case() -> None:
    story = in_public_notice()
    page = words(Visitor(story.now).get(f"/p/{story.case.handle}-ab12cd34"))
    assert "此为纸质表的版本码" in page
    assert "ab12cd34" in page
    assert story.case.handle not in page
    assert story.person.name not in page


def test_no_public_page_is_given_to_a_post_that_it_does_not_expect(visitor: Visitor) -> None:
    for page in ("/", "/batches/", "/notices/", "/documents/", "/contacts/", "/verify/"):
        assert visitor.post(page).status_code == 405
