"""A unit's lists: who may be recommended, who sees an objector, and what the heaps of the queue hold."""

import pytest

from tests.cast import a_unit, actor_of, later, staff
from tests.stories import Story, in_unit_publicity, submitted
from zhicheng.cases.actions.check_item import check_claim
from zhicheng.cases.actions.confirm_remaining import confirm_remaining
from zhicheng.cases.actions.decide_objection import decide_objection
from zhicheng.cases.actions.open_unit_publicity import open_unit_publicity
from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.actions.recommend import recommend
from zhicheng.cases.actions.resubmit import resubmit
from zhicheng.cases.actions.return_for_correction import return_for_correction
from zhicheng.cases.actions.reveal_objector import reveal_objector
from zhicheng.cases.employer_queries import HEAPS, heap, heap_counts
from zhicheng.cases.models import Objection, Publicity
from zhicheng.cases.unit_case_queries import looked_through, own_case_here
from zhicheng.cases.unit_publicity_queries import objection_for, objections_on, people_on, unit_list_for
from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.permissions import ANYBODY, Actor, Role
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.events.models import Event
from zhicheng.people.actions.keep_archive import save_fields
from zhicheng.people.models import ArchiveEntry

pytestmark = pytest.mark.django_db


def an_objection(story: Story) -> Objection:
    entry = Publicity.objects.get().entries.get(case=story.case)
    return raise_objection(
        entry.pk,
        actor=ANYBODY,
        now=story.now,
        ground="工作经历与实际不符，2022 年在别的单位。",
        name="匿名人",
        contact="13800000000",
    )


def only_heap(story: Story, days: int = 0) -> str:
    """The one heap on which the story's case lies."""
    counts = heap_counts(story.clerk, later(days))
    held = [code for code, count in counts.items() if count]
    assert [code for code in HEAPS if heap(story.clerk, code, later(days)).exists()] == held
    assert len(held) == 1
    return held[0]


def test_a_case_lies_on_the_heap_of_what_is_to_be_done_now() -> None:
    story = submitted()
    assert only_heap(story) == "check"
    check_claim(story.case.pk, "target", "defect", actor=story.clerk, now=story.now, note="专业写错")
    assert only_heap(story) == "check"
    confirm_remaining(story.case.pk, actor=story.clerk, now=story.now)
    assert only_heap(story) == "return"
    check_claim(story.case.pk, "target", "ok", actor=story.clerk, now=story.now)
    assert only_heap(story) == "publicise"
    open_unit_publicity([story.case.pk], actor=story.clerk, now=story.now, place="公告栏", contact="1")
    assert only_heap(story, 7) == "publicity"
    assert only_heap(story, 8) == "recommend"
    objection = an_objection(story)
    assert only_heap(story, 8) == "objection"
    decide_objection(objection.handle, actor=story.head, now=later(8), upheld=False, finding="不属实")
    recommend(story.case.pk, actor=story.head, now=later(8), opinion="同意")
    assert only_heap(story, 8) == "reported"


def test_an_opinion_that_the_form_has_no_room_for_is_refused_before_it_is_printed() -> None:
    story = in_unit_publicity()
    with pytest.raises(Refused, match="最多 7 行"):
        recommend(story.case.pk, actor=story.head, now=later(30), opinion="同意。" * 140)
    assert not story.fresh().employer_opinion


def test_confirming_the_rest_leaves_what_was_found_and_needs_something_left() -> None:
    story = submitted()
    check_claim(story.case.pk, "target", "defect", actor=story.clerk, now=story.now, note="专业写错")
    confirm_remaining(story.case.pk, actor=story.clerk, now=story.now, snapshot=1)
    seen = looked_through(story.fresh())
    assert seen.left == []
    assert seen.findings["target"].outcome == "defect"
    with pytest.raises(NotNow):
        confirm_remaining(story.case.pk, actor=story.clerk, now=story.now)


def test_a_finding_made_on_an_older_copy_is_told() -> None:
    story = submitted()
    with pytest.raises(StalePage):
        check_claim(story.case.pk, "target", "ok", actor=story.clerk, now=story.now, snapshot=2)
    with pytest.raises(StalePage):
        confirm_remaining(story.case.pk, actor=story.clerk, now=story.now, snapshot=2)


def test_the_objectors_name_is_for_the_responsible_person_alone_and_its_opening_is_on_record() -> None:
    story = in_unit_publicity()
    objection = an_objection(story)
    assert reveal_objector(objection.handle, actor=story.head, now=story.now) == "匿名人｜13800000000"
    assert Event.objects.filter(act="reveal_objector", actor=story.head.person).count() == 1
    with pytest.raises(NotNow):
        reveal_objector(objection.handle, actor=story.clerk, now=story.now)
    stranger = actor_of(staff(Role.EMPLOYER_HEAD, a_unit("别的单位")))
    with pytest.raises(NotYours):
        reveal_objector(objection.handle, actor=stranger, now=story.now)


def test_whoever_is_objected_to_does_not_read_the_objection_in_another_role() -> None:
    story = in_unit_publicity()
    objection = an_objection(story)
    himself = Actor(Role.EMPLOYER_HEAD, story.person.pk, story.unit.pk)
    with pytest.raises(NotYours):
        objection_for(himself, objection.handle)
    assert objections_on(himself, Publicity.objects.get()) == []
    assert [one.own for one in people_on(himself, Publicity.objects.get())] == [True]
    assert own_case_here(himself)
    assert sum(heap_counts(himself, later()).values()) == 0


def test_only_those_without_an_open_objection_can_be_recommended() -> None:
    first = submitted()
    second = submitted(name="裴声", employer=first.unit)
    for story in (first, second):
        confirm_remaining(story.case.pk, actor=first.clerk, now=first.now)
    publicity = open_unit_publicity(
        [first.case.pk, second.case.pk], actor=first.clerk, now=first.now, place="公告栏", contact="1"
    )
    an_objection(first)
    found = unit_list_for(first.head, publicity.handle)
    free = [one.shown["name"] for one in people_on(first.head, found) if one.recommendable(found.ends_at, later(8))]
    assert free == ["裴声"]
    assert not [one for one in people_on(first.head, found) if one.recommendable(found.ends_at, later(7))]
    assert (found.people, found.waiting) == (2, 1)


def test_a_corrected_submission_shows_what_changed_and_what_was_found_before() -> None:
    story = submitted()
    entry = ArchiveEntry.objects.get(person=story.person, section="work")
    key = f"work:{entry.handle}"
    check_claim(story.case.pk, key, "defect", actor=story.clerk, now=story.now, note="岗位名称不对")
    confirm_remaining(story.case.pk, actor=story.clerk, now=story.now)
    return_for_correction(story.case.pk, actor=story.clerk, now=story.now)
    save_fields(entry.handle, {"post": "环境工程师"}, actor=story.me, now=story.now)
    resubmit(story.case.pk, actor=story.me, now=story.now, agreed=TRUTH_VERSION)
    seen = looked_through(story.fresh())
    assert seen.again
    changed = {name: change for name, change in seen.changes.items() if not change.same}
    assert list(changed) == [key]
    assert [(one.label, one.before, one.after) for one in changed[key].values] == [
        ("岗位或职务", "工程师", "环境工程师")
    ]
    assert seen.earlier[key].note == "岗位名称不对"
    assert len(seen.left) == len(seen.changes)
