"""Many at once: one submission, one number each, and no post sold twice."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.at_once import at_once
from tests.cast import SHANGHAI_MORNING, a_bureau, a_person, a_unit, actor_of, applicant, appoint
from tests.stories import Story, a_draft, cleared, in_unit_publicity, submitted
from zhicheng.cases.actions.check_item import check_claim
from zhicheng.cases.actions.open_unit_publicity import open_unit_publicity
from zhicheng.cases.actions.recommend import recommend
from zhicheng.cases.actions.start_draft import start_draft
from zhicheng.cases.actions.submit import submit
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import Case, PostCandidate, PostLine, PostTable, Publicity
from zhicheng.documents.actions.draft_document import draft_document
from zhicheng.documents.models import OfficialDocument
from zhicheng.domain.faults import NotNow, Refused
from zhicheng.domain.permissions import WORKER, Role
from zhicheng.domain.states import Desk, State
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.events.record import breaks
from zhicheng.people.actions.ask_registers import ask_registers, keep_answer
from zhicheng.people.actions.keep_archive import add_entry
from zhicheng.people.models import ArchiveEntry, Evidence

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_form_sent_eight_times_at_once_is_one_submission() -> None:
    story = a_draft()

    def send() -> Case:
        return submit(story.case.pk, actor=story.me, now=story.now, key="the-form", agreed=TRUTH_VERSION)

    numbers = {case.number for case in at_once([send] * 8)}
    assert len(numbers) == 1
    assert story.fresh().snapshots.count() == 1


def test_people_who_submit_at_once_get_different_numbers_without_a_gap() -> None:
    unit = a_unit()
    stories = [a_draft(employer=unit, name=f"申报人{number}") for number in "甲乙丙丁戊己"]

    def send(story: Story) -> Callable[[], Case]:
        return lambda: submit(
            story.case.pk, actor=story.me, now=story.now, key=f"k{story.case.pk}", agreed=TRUTH_VERSION
        )

    numbers = sorted(case.number or "" for case in at_once([send(story) for story in stories]))
    assert [number.split("-")[3] for number in numbers] == [f"{serial:06d}" for serial in range(1, 7)]
    assert list(breaks()) == []


def test_a_person_who_starts_twice_at_once_has_one_draft() -> None:
    person = a_person()
    story = a_draft()
    me = story.me.__class__(Role.APPLICANT, person.pk)
    handles = {case.handle for case in at_once([lambda: start_draft(actor=me, now=SHANGHAI_MORNING)] * 6)}
    assert len(handles) == 1


def test_of_many_recommended_at_once_for_the_last_two_posts_two_get_one() -> None:
    a_bureau()
    school = a_unit("苕州第一中学", kind="public_institution")
    table = PostTable.objects.create(organisation=school, year=2024, created_at=SHANGHAI_MORNING, posts=2)
    seen = [a_person("主管").pk, a_person("人社").pk]
    PostTable.objects.filter(pk=table.pk).update(state="approved", endorsed_by=seen[0], approved_by=seen[1])
    line = PostLine.objects.create(table=table, level="junior", approved=6, occupied=0, offered=6)
    stories = [_named(school, table, line, f"教师{number}") for number in "一二三四五六"]
    PostLine.objects.filter(pk=line.pk).update(offered=2)
    head = actor_of(appoint(a_person("校长"), Role.EMPLOYER_HEAD, school))
    moment = stories[0].pass_days(10)

    def send(story: Story) -> Callable[[], Case]:
        return lambda: recommend(story.case.pk, actor=head, now=moment, opinion="同意")

    answers = at_once([send(story) for story in stories])
    assert Counter(isinstance(answer, Case) for answer in answers) == {True: 2, False: 4}
    assert all("没有空缺" in answer.message for answer in answers if isinstance(answer, Refused))
    assert PostLine.objects.get(pk=line.pk).taken == 2
    assert Case.objects.filter(state=State.WITH_BUREAU.value).count() == 2


def _named(school: Any, table: PostTable, line: PostLine, name: str) -> Story:
    story = a_draft(employer=school, kind="public_institution", name=name)
    PostCandidate.objects.create(
        table=table, line=line, person=story.person, post_title="教师", applies_for="助理工程师"
    )
    return in_unit_publicity(story=story)


def test_lists_opened_while_their_people_are_looked_at_do_not_block_each_other() -> None:
    unit = a_unit()
    stories = [submitted(employer=unit, name=f"申报人{number}") for number in "甲乙丙丁"]
    for story in stories:
        for key in keys_of(story.case, Desk.EMPLOYER):
            check_claim(story.case.pk, key, "ok", actor=story.clerk, now=story.now)
    ids = [story.case.pk for story in stories]

    def publicise() -> Any:
        return open_unit_publicity(ids, actor=stories[0].clerk, now=stories[0].now, place="公告栏", contact="0500-1")

    def look_again(story: Story) -> Callable[[], Case]:
        return lambda: check_claim(story.case.pk, "target", "ok", actor=story.clerk, now=story.now)

    answers = at_once([publicise, *(look_again(story) for story in stories * 3)])
    assert [type(answer).__name__ for answer in answers if not isinstance(answer, Case | Publicity | NotNow)] == []
    assert Case.objects.filter(state=State.EMPLOYER_PUBLICITY.value).count() == 4


def test_of_two_documents_drafted_at_once_for_the_same_people_one_is_made() -> None:
    story = cleared()

    def draft() -> Any:
        return draft_document([story.case.pk], actor=story.bureau_clerk, now=story.now, title="通知")

    answers = at_once([draft] * 6)
    assert Counter(type(answer) for answer in answers) == {OfficialDocument: 1, Refused: 5}


def test_a_section_that_has_one_entry_gets_one_from_many_clicks_at_once() -> None:
    person = a_person()
    me = applicant(person)
    at_once([lambda: add_entry("basics", actor=me, now=SHANGHAI_MORNING)] * 6)
    assert ArchiveEntry.objects.filter(person=person, section="basics").count() == 1


def test_registers_are_asked_once_by_many_clicks_at_once() -> None:
    person = a_person()
    me = applicant(person)
    at_once([lambda: ask_registers(actor=me, now=SHANGHAI_MORNING)] * 6)
    assert Evidence.objects.filter(person=person).count() == 2


def test_two_answers_of_one_register_at_once_leave_each_diploma_once() -> None:
    person = a_person()
    diploma = [{"section": "schooling", "values": {"school": "苕州学院", "level": "bachelor"}}]
    asked = [Evidence.objects.create(person=person, register="education", asked_at=SHANGHAI_MORNING) for _ in range(6)]

    def answer(evidence: Evidence) -> Callable[[], Evidence]:
        return lambda: keep_answer(evidence.pk, diploma, raw=b"{}", actor=WORKER, now=SHANGHAI_MORNING)

    at_once([answer(one) for one in asked])
    assert ArchiveEntry.objects.filter(person=person, removed_at=None).count() == 1
