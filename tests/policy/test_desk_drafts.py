"""Drafts at the policy desk: nothing typed is lost, nothing wrong goes on, and everything is on record."""

from dataclasses import replace
from typing import Any

import pytest

from tests.policy_desk import Desk, a_desk, proposed, with_
from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.permissions import ANYBODY
from zhicheng.events.models import Event
from zhicheng.policy.actions.drop_draft import drop_draft
from zhicheng.policy.actions.edit_draft import edit_draft
from zhicheng.policy.actions.propose_draft import propose_draft
from zhicheng.policy.actions.start_draft import next_version, start_draft
from zhicheng.policy.actions.take_back_draft import take_back_draft
from zhicheng.policy.deployment import deployed_content, deployed_pack
from zhicheng.policy.desk.draft_faults import faults_of
from zhicheng.policy.models import Draft
from zhicheng.policy.packs import PackContent

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def test_a_draft_begins_as_the_pack_in_use_with_the_next_version(desk: Desk) -> None:
    draft = start_draft(desk.reviewer, now=desk.now)
    assert draft.content() == with_(deployed_content(), version="2")
    assert (draft.pack_id, draft.state, draft.version) == (deployed_pack().id, "open", 1)


def test_a_draft_of_a_new_year_begins_at_version_one(desk: Desk) -> None:
    draft = start_draft(desk.reviewer, new_id="huzhou-2025", now=desk.now)
    assert (draft.content().content["id"], draft.content().content["version"]) == ("huzhou-2025", "1")
    with pytest.raises(Refused, match="年度"):
        start_draft(desk.reviewer, new_id="huzhou", now=desk.now)


@pytest.mark.parametrize(("version", "following"), [("1", "2"), ("2024.9", "2024.10"), ("甲", "甲-2"), ("v1", "v1-2")])
def test_versions_are_counted_on(version: str, following: str) -> None:
    assert next_version(version) == following


def test_what_was_typed_is_kept_while_it_is_wrong_and_every_fault_is_named_by_its_path(desk: Desk) -> None:
    draft = start_draft(desk.reviewer, now=desk.now)
    wrong = with_(draft.content(), place="", county_check={"value": "也许", "clause": None}, colour="红")
    edited = edit_draft(draft, desk.reviewer, content=wrong, seen=1, now=desk.now)
    assert Draft.objects.get().content() == wrong
    assert {"place", "county_check", "colour"} <= {fault.where.partition(".")[0] for fault in faults_of(edited)}
    with pytest.raises(Refused) as refused:
        propose_draft(edited, desk.reviewer, seen=2, now=desk.now)
    assert len(refused.value.defects) == len(faults_of(edited)) >= 3


def test_two_who_edit_at_once_do_not_overwrite_each_other(desk: Desk) -> None:
    draft = start_draft(desk.reviewer, now=desk.now)
    edit_draft(draft, desk.reviewer, content=with_(draft.content(), site="先改的"), seen=1, now=desk.now)
    with pytest.raises(StalePage):
        edit_draft(draft, desk.leader, content=with_(draft.content(), site="后改的"), seen=1, now=desk.now)
    assert Draft.objects.get().content().content["site"] == "先改的"


def test_a_proposed_draft_that_is_edited_is_open_again(desk: Desk) -> None:
    draft = proposed(desk)
    edited = edit_draft(
        draft, desk.reviewer, content=with_(draft.content(), site="再改"), seen=draft.version, now=desk.now
    )
    assert (edited.state, edited.proposed_by_id) == ("open", None)


def test_a_draft_of_another_city_or_a_used_version_or_without_a_change_is_not_proposed(desk: Desk) -> None:
    draft = start_draft(desk.reviewer, now=desk.now)
    other_city = with_(draft.content(), city="330521")
    used_version = with_(draft.content(), version="1", site="别的网站")
    unchanged = with_(draft.content(), version="1")
    for content, words in ((other_city, "城市"), (used_version, "版本号"), (unchanged, "完全相同")):
        draft = edit_draft(draft, desk.reviewer, content=content, seen=draft.version, now=desk.now)
        with pytest.raises(Refused) as refused:
            propose_draft(draft, desk.reviewer, seen=draft.version, now=desk.now)
        assert any(words in fault.what for fault in refused.value.defects), words


def test_a_draft_is_taken_back_and_dropped_and_then_nothing_more_is_done_to_it(desk: Desk) -> None:
    draft = take_back_draft(proposed(desk), desk.leader, now=desk.now, note="第三条再核实")
    assert (draft.state, draft.note) == ("open", "第三条再核实")
    draft = drop_draft(draft, desk.reviewer, now=desk.now, note="不改了")
    with pytest.raises(NotNow, match="已作废"):
        edit_draft(draft, desk.reviewer, content=draft.content(), seen=draft.version, now=desk.now)
    acts = list(
        Event.objects.filter(subject=f"policy_draft:{draft.handle}").order_by("seq").values_list("act", flat=True)
    )
    assert acts == ["policy_start", "policy_edit", "policy_propose", "policy_take_back", "policy_drop"]


def test_only_reviewers_and_leaders_of_the_city_draft(desk: Desk) -> None:
    for actor in (desk.clerk, desk.county_leader):
        with pytest.raises(NotNow, match="市级人社部门"):
            start_draft(actor, now=desk.now)
    with pytest.raises(NotYours):
        start_draft(ANYBODY, now=desk.now)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("value", [b"\x00", {1, 2}, object()])
def test_what_is_no_plain_data_is_refused(desk: Desk, value: Any) -> None:
    draft = start_draft(desk.reviewer, now=desk.now)
    with pytest.raises(Refused, match="不能保存"):
        edit_draft(draft, desk.reviewer, content=with_(draft.content(), site=value), seen=1, now=desk.now)


def test_a_table_that_is_no_text_is_refused(desk: Desk) -> None:
    draft = start_draft(desk.reviewer, now=desk.now)
    content: PackContent = replace(draft.content(), tables={"series.csv": b"\xff\xfe"})
    with pytest.raises(Refused, match="不能保存"):
        edit_draft(draft, desk.reviewer, content=content, seen=1, now=desk.now)


def test_a_mapping_that_is_named_as_kept_dates_are_is_kept_as_it_was_typed(desk: Desk) -> None:
    draft = start_draft(desk.reviewer, now=desk.now)
    for odd in ({"$day": "明天"}, {"$day": 3}):
        content = with_(draft.content(), site=odd)
        draft = edit_draft(draft, desk.reviewer, content=content, seen=draft.version, now=desk.now)
        assert Draft.objects.get().content().content["site"] == odd
