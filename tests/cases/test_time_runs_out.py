"""What the worker does when a time is up: not before everything that arrived in time was heard."""

from datetime import datetime, timedelta

import pytest

from tests.stories import Story, at_bureau, in_public_notice
from zhicheng.cases.actions.check_item import check_item
from zhicheng.cases.actions.decide_objection import decide_objection
from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.actions.resubmit import resubmit
from zhicheng.cases.actions.return_for_correction import return_for_correction
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import Inquiry, Objection, PublicityEntry
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import ANYBODY
from zhicheng.domain.states import Desk, State
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.jobs.worker import carry_out_all_due

pytestmark = pytest.mark.django_db
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def returned() -> Story:
    story = at_bureau()
    for number, key in enumerate(keys_of(story.case, Desk.BUREAU)):
        outcome, note = ("defect", "请更正") if number == 0 else ("ok", "")
        check_item(story.case.pk, key, outcome, note=note, actor=story.bureau_clerk, now=story.now)
    return_for_correction(story.case.pk, actor=story.bureau_clerk, now=story.now)
    return story


def due_at(story: Story) -> datetime:
    due = Inquiry.objects.get(case=story.case).due_at
    assert due is not None
    return due


def entry_of(story: Story) -> PublicityEntry:
    return PublicityEntry.objects.select_related("publicity").get(case=story.case, publicity__kind="bureau")


def objected_to(story: Story, now: datetime) -> Objection:
    ground, name, contact = "工作经历与实际不符，请核实考勤记录", "某人", "0500-1"
    return raise_objection(entry_of(story).pk, actor=ANYBODY, now=now, ground=ground, name=name, contact=contact)


def test_a_correction_that_arrived_in_time_is_not_lost_to_a_worker_that_was_quicker() -> None:
    story = returned()
    carry_out_all_due(due_at(story) + MINUTE)
    resubmit(story.case.pk, actor=story.me, now=due_at(story) - SECOND, agreed=TRUTH_VERSION)
    assert story.fresh().state == State.WITH_BUREAU


def test_a_case_that_nobody_corrected_lapses_soon_after_its_time() -> None:
    story = returned()
    carry_out_all_due(due_at(story) + 15 * MINUTE)
    assert story.fresh().state == State.LAPSED


def test_an_objection_that_arrived_in_time_is_not_lost_to_a_worker_that_was_quicker() -> None:
    story = in_public_notice()
    over = entry_of(story).publicity.ends_at
    carry_out_all_due(over + MINUTE)
    objected_to(story, over - SECOND)
    carry_out_all_due(over + 15 * MINUTE)
    assert story.fresh().state == State.PUBLIC_NOTICE


def test_a_list_clears_soon_after_its_time() -> None:
    story = in_public_notice()
    carry_out_all_due(entry_of(story).publicity.ends_at + 15 * MINUTE)
    assert story.fresh().state == State.CLEARED


def test_whoever_was_held_has_as_long_for_the_paper_as_the_others() -> None:
    story = in_public_notice()
    objection = objected_to(story, story.now)
    decided = story.pass_days(60)
    decide_objection(objection.handle, actor=story.reviewer, now=decided, upheld=False, finding="经核实，情况不属实")
    carry_out_all_due(decided + 15 * MINUTE)
    due = story.fresh().paper_due
    assert due is not None
    assert due >= legal_day(decided) + timedelta(days=14)
