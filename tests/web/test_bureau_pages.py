"""The bureau's pages: whom they show what, what they refuse and keep, and what they cost."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import bureau_desk
from tests.bureau_desk import desk_of, page, words
from tests.cast import actor_of, staff
from tests.stories import Story, approved, at_bureau, cleared, in_public_notice, proposed
from zhicheng.cases.actions.check_rest import check_rest
from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.bureau_paper_queries import case_number_in, version_in
from zhicheng.cases.models import Case, Objection, PublicityEntry
from zhicheng.domain.numbering import case_number
from zhicheng.domain.permissions import ANYBODY, Role
from zhicheng.domain.states import State
from zhicheng.events.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_clock")]


def at(story: Story) -> Story:
    bureau_desk.now = story.now
    return story


def copies_of(story: Story, number: int) -> None:
    """More cases like this one, of other people, written past the door: for counting queries only."""
    from tests.cast import a_person

    fields = {one.attname for one in Case._meta.concrete_fields} - {"id", "handle", "number", "person_id"}
    values = {name: getattr(story.case, name) for name in fields}
    for serial in range(number):
        Case.objects.create(person=a_person(f"人{serial}"), number=f"COPY-{serial}", **values)


# -- whom the pages show what ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["bureau-case", "bureau-propose", "bureau-return", "bureau-transfer", "bureau-disagree"]
)
def test_a_case_of_another_bureau_does_not_exist_here(name: str) -> None:
    story, other = at(at_bureau()), at_bureau(affiliation="330502", name="别人")
    assert desk_of(other.bureau_clerk).get(page(name, story)).status_code == 404


def test_an_applicant_finds_no_bureau() -> None:
    from django.test import Client

    from tests.cast import sign_in

    story = at(at_bureau())
    me = sign_in(Client(), story.person)
    assert me.get(reverse("bureau-queue")).status_code == 404
    assert me.get(page("bureau-case", story)).status_code == 404


def test_nobody_comes_in_without_signing_in(client: Any) -> None:
    answer = client.get(reverse("bureau-queue"))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_an_officer_does_not_find_his_own_application_in_the_queue() -> None:
    from tests.cast import appoint

    story = at(at_bureau())
    own = actor_of(appoint(story.person, Role.BUREAU_CLERK, story.bureau))
    assert story.case.number not in words(desk_of(own).get(reverse("bureau-queue")))
    assert desk_of(own).get(page("bureau-case", story)).status_code == 404


def test_the_county_reads_what_the_city_decides_and_has_no_button_there() -> None:
    story = at(at_bureau(affiliation="330502", level="intermediate"))
    assert story.case.received_by_id != story.case.authority_id
    county = actor_of(staff(Role.BUREAU_CLERK, story.case.received_by, "县里"))
    listed = desk_of(county).get(reverse("bureau-queue"), {"tab": "elsewhere"})
    assert story.case.number in words(listed)
    shown = desk_of(county).get(page("bureau-case", story))
    assert "您所在的部门只能查看" in words(shown)
    assert shown.context["page"].buttons == []
    assert desk_of(county).get(page("bureau-propose", story)).status_code == 409


def test_the_paper_counter_is_led_to_the_counter_and_reads_no_case_page() -> None:
    story = at(at_bureau())
    counter = desk_of(story.counter)
    assert counter.get(reverse("bureau-queue"))["Location"] == reverse("bureau-paper")
    assert counter.get(page("bureau-case", story)).status_code == 404


def test_a_file_of_another_case_is_not_shown_through_this_one() -> None:
    story, other = at(at_bureau()), at_bureau(name="别人")
    handle = next(iter(other.case.snapshot.body["files"]))
    desk = desk_of(story.bureau_clerk)
    assert desk.get(reverse("bureau-file", args=[story.case.handle, handle])).status_code == 404
    assert desk.get(reverse("bureau-file", args=[other.case.handle, handle])).status_code == 200


def test_no_digit_of_an_identity_number_is_on_the_case_page() -> None:
    story = at(at_bureau())
    assert story.person.id_number() not in words(desk_of(story.bureau_clerk).get(page("bureau-case", story)))


# -- the queue ------------------------------------------------------------------------------------


def test_the_queue_is_narrowed_by_name_number_and_batch() -> None:
    story, other = at(at_bureau(name="尤溪")), at_bureau(name="白术")
    desk, queue = desk_of(story.bureau_clerk), reverse("bureau-queue")
    for wanted in ({"name": "尤溪"}, {"name": story.case.number.lower()}, {"batch": story.case.batch, "name": "尤"}):
        found = words(desk.get(queue, wanted))
        assert story.case.number in found
        assert other.case.number not in found
    assert "没有符合筛选的申报" in words(desk.get(queue, {"name": "没有这个人"}))


def test_the_queue_is_paged_forth_and_back_without_losing_anybody() -> None:
    story = at(at_bureau())
    copies_of(story, 30)
    desk = desk_of(story.bureau_clerk)
    first = desk.get(reverse("bureau-queue"))
    second = desk.get(first.context["page"].pager["next_url"])
    back = desk.get(second.context["page"].pager["previous_url"])
    seen = [row.case.pk for row in first.context["page"].rows + second.context["page"].rows]
    assert len(seen) == len(set(seen)) == 31
    assert [row.case.pk for row in back.context["page"].rows] == seen[:25]
    assert back.context["page"].pager["previous_url"] == ""


def test_a_mark_that_nobody_gave_out_shows_the_first_page() -> None:
    story = at(at_bureau())
    found = desk_of(story.bureau_clerk).get(reverse("bureau-queue"), {"after": "gestern_drei"})
    assert story.case.number in words(found)


@pytest.mark.parametrize("name", ["bureau-queue", "bureau-publicity-new", "bureau-document-new", "bureau-paper"])
def test_twenty_rows_cost_as_many_queries_as_one(name: str) -> None:
    story = {"bureau-queue": at_bureau, "bureau-publicity-new": approved}.get(name, cleared)()
    at(story)
    desk = desk_of(story.counter if name == "bureau-paper" else story.bureau_clerk)
    desk.get(reverse(name))
    with CaptureQueriesContext(
        connection,
    ) as one:
        desk.get(reverse(name))
    copies_of(story, 19)
    with CaptureQueriesContext(connection) as twenty:
        shown = desk.get(reverse(name))
    assert "人7" in words(shown)
    assert len(twenty) == len(one)


# -- the check list -------------------------------------------------------------------------------


def test_a_defect_without_a_reason_is_refused_and_what_was_typed_stays() -> None:
    story = at(at_bureau())
    desk = desk_of(story.bureau_clerk)
    item = desk.get(page("bureau-case", story)).context["page"].check_list.items[0]
    given = {"key": item.code, "outcome": "defect", "snapshot": 1}
    answer = desk.post(page("bureau-check", story), given, headers={"HX-Request": "true"})
    assert "请选择原因或写明问题" in words(answer)
    done = desk.post(page("bureau-check", story), {**given, "note": "看不清"}, headers={"HX-Request": "true"})
    assert "看不清" in words(done)
    assert done.context["list"].defects == 1


def test_a_finding_on_an_older_submission_is_told() -> None:
    story = at(at_bureau())
    desk = desk_of(story.bureau_clerk)
    item = desk.get(page("bureau-case", story)).context["page"].check_list.items[0]
    given = {"key": item.code, "outcome": "ok", "snapshot": 7}
    answer = desk.post(page("bureau-check", story), given, headers={"HX-Request": "true"})
    assert "不是最新" in words(answer)
    assert answer.context["list"].done == 0


# -- the acts -------------------------------------------------------------------------------------


def test_the_proposer_is_told_that_another_person_must_approve() -> None:
    from tests.cast import appoint

    story = at(proposed())
    person = staff(Role.BUREAU_CLERK, story.bureau).person
    story.case.proposed_by = person
    story.case.save()
    both = actor_of(appoint(person, Role.BUREAU_LEADER, story.bureau))
    answer = desk_of(both).get(page("bureau-approve", story))
    assert answer.status_code == 409
    assert "需另一人批准" in words(answer)
    assert desk_of(both).post(page("bureau-approve", story), {"seen": story.case.version}).status_code == 409
    assert story.fresh().state == State.WITH_BUREAU


def test_a_stale_page_is_told_and_the_words_typed_on_it_stay() -> None:
    story = at(proposed())
    given = {"seen": story.case.version - 1, "note": "参保单位与申报单位不一致"}
    answer = desk_of(story.reviewer).post(page("bureau-disagree", story), given)
    assert answer.status_code == 409
    assert "不是最新" in words(answer)
    assert "参保单位与申报单位不一致" in words(answer)
    assert f'value="{story.case.version}"' in words(answer)


def test_a_return_is_previewed_whole_with_its_last_day() -> None:
    story = at(at_bureau())
    desk = desk_of(story.bureau_clerk)
    before = words(desk.get(page("bureau-return", story)))
    assert "退回要一次说清全部问题" in before
    assert ">退回</button>" not in before
    item = desk.get(page("bureau-case", story)).context["page"].check_list.items[0]
    desk.post(page("bureau-check", story), {"key": item.code, "outcome": "defect", "note": "看不清", "snapshot": 1})
    check_rest(story.case.pk, actor=story.bureau_clerk, now=story.now)
    preview = words(desk.get(page("bureau-return", story)))
    assert "需要补正以下 1 处" in preview
    assert "共 10 个工作日" in preview
    sent = desk.post(page("bureau-return", story), {"seen": story.fresh().version, "note": ""})
    assert sent.status_code == 302
    assert story.fresh().state == State.RETURNED


def test_a_refusal_is_read_before_it_is_made() -> None:
    story = at(at_bureau())
    desk, refuse = desk_of(story.reviewer), page("bureau-refuse", story)
    unclear = desk.post(refuse, {"seen": story.case.version, "reason": "", "note": "毕业不满一年"})
    assert unclear.status_code == 422
    assert "毕业不满一年" in words(unclear)
    given = {"seen": story.case.version, "reason": "years_short", "note": "毕业不满一年"}
    shown = desk.post(refuse, given)
    assert "24:00 前向苕州市人力资源和社会保障局申请复核" in words(shown)
    assert story.fresh().state == State.WITH_BUREAU
    assert desk.post(refuse, {**given, "step": "confirm"}).status_code == 302
    assert story.fresh().state == State.REFUSED
    history = words(desk.get(page("bureau-case", story)))
    assert "years_short" not in history
    assert "年限" in history.rpartition("作出不予通过的决定")[2]


def test_a_batch_approves_what_it_may_and_reports_on_each() -> None:
    one, two = at(proposed(name="尤溪")), proposed(name="白术")
    desk = desk_of(one.reviewer)
    listed = desk.post(reverse("bureau-approve-choice") + "?tab=second", {"which": "all"})
    assert [row.case.pk for row in listed.context["rows"]] == [one.case.pk, two.case.pk]
    stale = f"{two.case.handle}:{two.case.version - 1}"
    sent = desk.post(reverse("bureau-approve-chosen"), {"case": [f"{one.case.handle}:{one.case.version}", stale]})
    report = desk.get(sent["Location"])
    assert [row["done"] for row in report.context["rows"]] == [True, False]
    assert "批准了 1 件，1 件没有批准" in words(report)
    assert one.fresh().state == State.APPROVED
    assert two.fresh().state == State.WITH_BUREAU


def test_a_batch_leaves_out_what_one_proposed_oneself() -> None:
    from tests.cast import appoint
    from zhicheng.people.models import Person

    story = at(proposed())
    both = actor_of(appoint(Person.objects.get(pk=story.bureau_clerk.person), Role.BUREAU_LEADER, story.bureau))
    listed = desk_of(both).post(reverse("bureau-approve-choice"), {"which": "chosen", "case": [story.case.handle]})
    assert listed.context["rows"] == []


# -- objections -----------------------------------------------------------------------------------


def an_objection(story: Story) -> Objection:
    entry = PublicityEntry.objects.get(case=story.case, publicity__kind="bureau")
    ground = "工作经历与实际不符，请核实考勤记录"
    return raise_objection(entry.pk, actor=ANYBODY, now=story.now, ground=ground, name="郝人", contact="0500-9")


def test_the_objector_is_shown_on_asking_only_and_the_asking_is_on_record() -> None:
    story = at(in_public_notice())
    objection = an_objection(story)
    where = reverse("bureau-objection", args=[objection.handle])
    reviewer = desk_of(story.reviewer)
    assert "因异议暂停" in words(reviewer.get(reverse("bureau-publicity", args=[objection.entry.publicity.handle])))
    assert "郝人" not in words(reviewer.get(where))
    assert desk_of(story.bureau_clerk).post(where + "reveal/").status_code == 404
    assert not Event.objects.filter(act="reveal_objector").exists()
    assert "郝人" in words(reviewer.post(where + "reveal/"))
    assert Event.objects.get(act="reveal_objector").actor == story.reviewer.person


def test_an_objection_is_decided_after_a_second_look() -> None:
    story = at(in_public_notice())
    objection = an_objection(story)
    where = reverse("bureau-objection", args=[objection.handle])
    desk, given = desk_of(story.reviewer), {"upheld": "yes", "finding": "考勤记录证明不在岗"}
    assert "请选择结论" in words(desk.post(where, {"finding": "考勤记录证明不在岗"}))
    assert "不予通过的决定，不能恢复" in words(desk.post(where, given))
    assert story.fresh().state == State.PUBLIC_NOTICE
    assert desk.post(where, {**given, "step": "confirm"}).status_code == 302
    assert story.fresh().state == State.REFUSED


# -- the counter ----------------------------------------------------------------------------------


def test_a_scan_is_read_however_the_reader_writes_it() -> None:
    number = case_number("330500", 2024, 1)
    for typed in (number, number.lower(), f"https://x/v/f?n={number}&c=0A1B2C3D", f"{number} 0a1b2c3d"):
        assert case_number_in(typed) == number
    assert version_in(f"{number} 0a1b2c3d") == "0A1B2C3D"
    assert version_in(f"https://x/v/f?n={number}&c=0A1B2C3D") == "0A1B2C3D"
    assert version_in(number) == ""
    assert case_number_in("沈喆") is None


def test_the_qr_code_of_the_form_opens_the_case_with_its_version_filled_in() -> None:
    story = at(cleared())
    version = story.case.snapshot.sha256[:8].upper()
    scanned = f"https://zc.example/p/{story.case.handle}-{version}"
    found = desk_of(story.counter).get(reverse("bureau-paper"), {"q": scanned})
    assert found["Location"] == f"{page('bureau-paper-receive', story)}?version={version}"
    assert version in words(desk_of(story.counter).get(found["Location"]))


def test_late_paper_is_shown_as_late_and_still_received() -> None:
    story = cleared()
    story.pass_days(60)
    at(story)
    desk = desk_of(story.counter)
    assert "逾期，请提醒" in words(desk.get(reverse("bureau-paper")))
    where = page("bureau-paper-receive", story)
    assert "不影响本人的结果" in words(desk.get(where))
    few = desk.post(where, {"version": story.case.snapshot.sha256[:8], "copies": 1})
    assert "需要一式 2 份" in words(few)
    assert desk.post(where, {"version": story.case.snapshot.sha256[:8], "copies": 2}).status_code == 302


# -- every view says who may open it --------------------------------------------------------------


def test_every_page_of_the_bureau_says_who_may_open_it() -> None:
    from zhicheng.web.bureau.urls import urlpatterns

    assert [one.name for one in urlpatterns if not getattr(one.callback, "right", "")] == []


def test_a_list_of_twenty_costs_as_many_queries_as_a_list_of_one() -> None:
    story = at(in_public_notice())
    entry = PublicityEntry.objects.select_related("publicity").get(case=story.case, publicity__kind="bureau")
    desk, where = desk_of(story.bureau_clerk), reverse("bureau-publicity", args=[entry.publicity.handle])
    desk.get(where)
    with CaptureQueriesContext(connection) as one:
        desk.get(where)
    copies_of(story, 19)
    for serial, case in enumerate(Case.objects.exclude(pk=story.case.pk), start=2):
        entry.publicity.entries.create(case=case, serial=serial, shown=entry.shown)
    with CaptureQueriesContext(connection) as twenty:
        shown = desk.get(where)
    assert "名单（20 人）" in words(shown)
    assert len(twenty) == len(one)


def test_where_the_pack_asks_for_it_the_county_looks_first(settings: Any, tmp_path: Path) -> None:
    policies = shutil.copytree(settings.ZHICHENG_POLICIES, tmp_path / "policies")
    pack = policies / "county" / "2024" / "pack.yaml"
    pack.parent.mkdir(parents=True)
    pack.write_text(
        "base: huzhou-2024\nid: county-2024\nversion: '1'\ncounty_check: {value: true, clause: null}\n",
        encoding="utf-8",
    )
    settings.ZHICHENG_POLICIES, settings.ZHICHENG_POLICY = policies, "county-2024"
    story = at(at_bureau(affiliation="330502", level="intermediate"))
    city, county = desk_of(story.bureau_clerk), staff(Role.BUREAU_CLERK, story.case.received_by, "县里")
    check_rest(story.case.pk, actor=story.bureau_clerk, now=story.now)
    assert "初核后才能提出通过意见" in words(city.get(page("bureau-case", story)))
    early = city.post(page("bureau-propose", story), {"seen": story.fresh().version})
    assert "还没有经过县区初核" in words(early)
    shown = desk_of(actor_of(county)).get(page("bureau-case", story))
    assert [button.label for button in shown.context["page"].buttons] == ["县区初核"]
    assert "请先完成县区初核" in words(shown)
    done = desk_of(actor_of(county)).post(
        page("bureau-county-check", story), {"seen": story.case.version, "note": "属实"}
    )
    assert done.status_code == 302, words(done)
    assert city.post(page("bureau-propose", story), {"seen": story.fresh().version}).status_code == 302
    assert story.fresh().proposed_by_id == story.bureau_clerk.person


def test_who_does_not_receive_paper_is_led_to_the_case_instead() -> None:
    story = cleared()
    read = desk_of(story.reviewer).get(reverse("bureau-paper"), {"q": story.case.number})
    assert read.status_code == 200
    assert page("bureau-case", story) in read.content.decode()
    assert page("bureau-paper-receive", story) not in read.content.decode()
