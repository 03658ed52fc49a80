"""What the bureau does to a case: two pairs of eyes, one return that says all, coded refusals, lists, documents."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import actor_of, appoint
from tests.stories import Story, approved, at_bureau, cleared, in_public_notice, proposed
from zhicheng.cases.actions.approve import approve, disagree, propose
from zhicheng.cases.actions.check_item import check_item
from zhicheng.cases.actions.check_rest import check_rest
from zhicheng.cases.actions.clear_list import clear_list
from zhicheng.cases.actions.decide_objection import decide_objection
from zhicheng.cases.actions.publish_list import publish_list
from zhicheng.cases.actions.raise_objection import raise_objection
from zhicheng.cases.actions.refuse import refuse
from zhicheng.cases.actions.return_for_correction import return_for_correction
from zhicheng.cases.actions.reveal_objector import reveal_objector
from zhicheng.cases.actions.transfer import transfer
from zhicheng.cases.looking_through import findings, keys_of, not_looked_at
from zhicheng.cases.models import Case, Check, Inquiry, Objection, PublicityEntry
from zhicheng.cases.snapshots import canonical_sha256
from zhicheng.documents.actions.draft_document import draft_document, drop_draft
from zhicheng.documents.actions.issue_document import issue_document, list_of
from zhicheng.documents.models import OfficialDocument
from zhicheng.domain.faults import NotNow, NotYours, Refused, StalePage
from zhicheng.domain.permissions import ANYBODY, WORKER, Actor, Role
from zhicheng.domain.states import Desk, State
from zhicheng.events.models import Event
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.people.models import Person
from zhicheng.policy.deployment import pack_of

pytestmark = pytest.mark.django_db


def as_leader_too(story: Story, actor: Actor) -> Actor:
    """The same person in a second appointment."""
    return actor_of(appoint(Person.objects.get(pk=actor.person), Role.BUREAU_LEADER, story.bureau))


def objected_to(story: Story) -> Objection:
    entry = PublicityEntry.objects.get(case=story.case, publicity__kind="bureau")
    return raise_objection(
        entry.pk,
        actor=ANYBODY,
        now=story.now,
        ground="工作经历与实际不符，请核实考勤记录",
        name="某人",
        contact="0500-1",
    )


# -- four eyes ------------------------------------------------------------------------------------


def test_who_proposed_does_not_approve_not_even_in_a_second_role() -> None:
    story = proposed()
    both = as_leader_too(story, story.bureau_clerk)
    with pytest.raises(NotNow, match="不能既初审又批准"):
        approve(story.case.pk, actor=both, now=story.now)
    assert story.fresh().state == State.WITH_BUREAU


def test_the_database_refuses_an_approval_by_the_proposer_written_past_the_door() -> None:
    story = proposed()
    with pytest.raises(IntegrityError, match="approval_by_two_people"), transaction.atomic():
        Case.objects.filter(pk=story.case.pk).update(approved_by=story.bureau_clerk.person)


def test_the_database_refuses_the_state_approved_without_an_approver() -> None:
    story = proposed()
    with pytest.raises(IntegrityError, match="approved_case_was_approved"), transaction.atomic():
        Case.objects.filter(pk=story.case.pk).update(state=State.APPROVED.value)


def test_an_officer_does_not_act_on_an_application_of_his_own() -> None:
    story = proposed()
    own = actor_of(appoint(story.person, Role.BUREAU_LEADER, story.bureau))
    with pytest.raises(NotYours):
        approve(story.case.pk, actor=own, now=story.now)


def test_a_case_without_a_proposal_cannot_be_approved() -> None:
    story = at_bureau()
    with pytest.raises(NotNow):
        approve(story.case.pk, actor=story.leader, now=story.now)


def test_a_disagreement_takes_the_proposal_back_and_needs_a_reason() -> None:
    story = proposed()
    with pytest.raises(Refused, match="理由"):
        disagree(story.case.pk, actor=story.reviewer, now=story.now, note=" ")
    disagree(story.case.pk, actor=story.reviewer, now=story.now, note="参保单位与申报单位不一致")
    assert story.fresh().proposed_by_id is None
    with pytest.raises(NotNow):
        approve(story.case.pk, actor=story.leader, now=story.now)


def test_an_approval_on_a_page_that_is_out_of_date_is_told_and_not_done() -> None:
    story = proposed()
    with pytest.raises(StalePage):
        approve(story.case.pk, actor=story.reviewer, now=story.now, seen=story.case.version - 1)
    assert story.fresh().approved_by_id is None


def test_another_bureau_does_not_find_the_case() -> None:
    story, county = proposed(), at_bureau(affiliation="330502", name="别人")
    with pytest.raises(NotYours):
        approve(story.case.pk, actor=county.reviewer, now=story.now)


# -- the check list -------------------------------------------------------------------------------


def test_nothing_is_proposed_before_everything_was_looked_at() -> None:
    story = at_bureau()
    with pytest.raises(Refused, match="没有核对"):
        propose(story.case.pk, actor=story.bureau_clerk, now=story.now)


def test_the_rest_is_found_in_order_in_one_stroke_and_leaves_what_was_found_before() -> None:
    story = at_bureau()
    first = keys_of(story.case, Desk.BUREAU)[0]
    check_item(story.case.pk, first, "defect", actor=story.bureau_clerk, now=story.now, note="毕业证书看不清")
    check_rest(story.case.pk, actor=story.bureau_clerk, now=story.now, snapshot=1)
    found = findings(story.fresh(), Desk.BUREAU)
    assert not_looked_at(story.case, Desk.BUREAU) == []
    assert found[first].outcome == "defect"
    assert {check.outcome for key, check in found.items() if key != first} == {"ok"}
    assert Event.objects.filter(act="check_item").count() == 2
    with pytest.raises(NotNow):
        check_rest(story.case.pk, actor=story.bureau_clerk, now=story.now, snapshot=1)


def test_the_rest_is_not_found_in_order_on_a_submission_that_was_not_seen() -> None:
    story = at_bureau()
    with pytest.raises(StalePage):
        check_rest(story.case.pk, actor=story.bureau_clerk, now=story.now, snapshot=2)
    assert not Check.objects.filter(case=story.case, desk="bureau").exists()


# -- return, refuse, hand on ----------------------------------------------------------------------


def test_a_return_says_every_defect_at_once_and_only_after_all_was_looked_at() -> None:
    story = at_bureau()
    first, second, *rest = keys_of(story.case, Desk.BUREAU)
    check_item(story.case.pk, first, "defect", actor=story.bureau_clerk, now=story.now, note="学校名称与证书不同")
    with pytest.raises(Refused, match="一次说清全部问题"):
        return_for_correction(story.case.pk, actor=story.bureau_clerk, now=story.now)
    check_item(story.case.pk, second, "defect", actor=story.bureau_clerk, now=story.now, reason="not_original_scan")
    for key in rest:
        check_item(story.case.pk, key, "ok", actor=story.bureau_clerk, now=story.now)
    return_for_correction(story.case.pk, actor=story.bureau_clerk, now=story.now)
    asked = Inquiry.objects.get(case=story.case)
    said = asked.body["defects"]
    assert len(said) == 2
    assert "学校名称与证书不同" in said[0]["what"]
    assert said[1]["cure"] == "请扫描原件后重新上传"
    assert all(defect["clause"] for defect in said)
    assert len(asked.body["counted_days"]) == pack_of(story.case.policy_pack).correction.working_days
    assert story.fresh().state == State.RETURNED


def test_a_case_without_a_defect_is_not_returned() -> None:
    story = proposed()
    with pytest.raises(Refused, match="没有标出任何问题"):
        return_for_correction(story.case.pk, actor=story.bureau_clerk, now=story.now)


def test_a_refusal_takes_its_reason_and_clause_from_the_closed_list() -> None:
    story = at_bureau()
    with pytest.raises(Refused, match="从清单中选择"):
        refuse(story.case.pk, actor=story.reviewer, now=story.now, reason="不喜欢", note="事实")
    with pytest.raises(Refused, match="写明认定的事实"):
        refuse(story.case.pk, actor=story.reviewer, now=story.now, reason="years_short", note="  ")
    refuse(story.case.pk, actor=story.reviewer, now=story.now, reason="years_short", note="毕业至今不满一年")
    case = story.fresh()
    assert case.state == State.REFUSED
    assert case.end_reason["clause"] == "2"
    assert "年限不足" in case.end_reason["words"]
    assert case.end_reason["note"] == "毕业至今不满一年"


def test_a_clerk_does_not_refuse() -> None:
    story = at_bureau()
    with pytest.raises(NotNow):
        refuse(story.case.pk, actor=story.bureau_clerk, now=story.now, reason="years_short", note="事实")


def test_a_transfer_keeps_number_and_time_and_lets_the_proposal_fall() -> None:
    story, county = proposed(), at_bureau(affiliation="330502", name="别人")
    before = (story.case.number, story.case.submitted_at)
    to = county.bureau.handle
    transfer(story.case.pk, to, actor=story.bureau_clerk, now=story.now, reason="单位隶属某区")
    case = story.fresh()
    assert (case.number, case.submitted_at) == before
    assert case.authority_id == county.bureau.pk
    assert case.proposed_by_id is None
    with pytest.raises(NotNow):
        propose(case.pk, actor=story.leader, now=story.now)


# -- the public list ------------------------------------------------------------------------------


def test_an_objection_holds_one_person_and_the_list_goes_on_without() -> None:
    held, free = approved(name="被反映的人"), approved(name="别的人")
    now = max(held.now, free.now)
    publicity = publish_list(
        [held.case.pk, free.case.pk], actor=held.bureau_clerk, now=now, title="第三批公示", contact="0500-2000001"
    )
    held.now = now
    objection = objected_to(held)
    later = held.pass_days(10)
    assert clear_list(publicity.pk, actor=WORKER, now=later) == [free.case.pk]
    assert held.fresh().state == State.PUBLIC_NOTICE
    assert free.fresh().state == State.CLEARED
    decide_objection(objection.handle, actor=held.reviewer, now=later, upheld=False, finding="经核实，情况不属实")
    carry_out_all_due(later)
    assert held.fresh().state == State.CLEARED


def test_a_list_is_not_cleared_before_its_last_day_is_over() -> None:
    story = in_public_notice()
    entry = PublicityEntry.objects.get(case=story.case, publicity__kind="bureau")
    with pytest.raises(NotNow, match="还没有结束"):
        clear_list(entry.publicity_id, actor=WORKER, now=story.now)


def test_an_upheld_objection_ends_the_application() -> None:
    story = in_public_notice()
    objection = objected_to(story)
    decide_objection(objection.handle, actor=story.leader, now=story.now, upheld=True, finding="考勤记录证明不在岗")
    assert story.fresh().state == State.REFUSED
    assert "考勤记录证明不在岗" in story.case.end_reason["words"]


def test_who_objected_is_opened_to_reviewers_only_and_on_record() -> None:
    story = in_public_notice()
    objection = objected_to(story)
    with pytest.raises(NotNow):
        reveal_objector(objection.handle, actor=story.bureau_clerk, now=story.now)
    assert "某人" in reveal_objector(objection.handle, actor=story.reviewer, now=story.now)
    event = Event.objects.get(act="reveal_objector")
    assert event.actor == story.reviewer.person
    assert "某人" not in str(event.details)


# -- the official document ------------------------------------------------------------------------


def drafted(story: Story) -> OfficialDocument:
    return draft_document([story.case.pk], actor=story.bureau_clerk, now=story.now, title="关于公布的通知")


def test_who_drafted_does_not_issue_not_even_as_leader() -> None:
    story = cleared()
    document = drafted(story)
    both = as_leader_too(story, story.bureau_clerk)
    with pytest.raises(NotNow, match="起草人不能自己签发"):
        issue_document(document.handle, actor=both, now=story.now, read=canonical_sha256(list_of(document)))


def test_the_database_refuses_a_document_issued_by_its_drafter() -> None:
    document = drafted(cleared())
    with pytest.raises(IntegrityError, match="document_by_two_people"), transaction.atomic():
        OfficialDocument.objects.filter(pk=document.pk).update(
            issued_by=document.drafted_by_id, serial=1, issued_at=document.drafted_at
        )


def test_a_list_other_than_the_one_that_was_read_is_not_signed_and_takes_no_number() -> None:
    story = cleared()
    document = drafted(story)
    read = canonical_sha256(list_of(document))
    document.entries.all().delete()
    with pytest.raises(Refused, match="有变化"):
        issue_document(document.handle, actor=story.leader, now=story.now, read=read)
    document.refresh_from_db()
    assert document.number == ""
    assert story.fresh().state == State.CLEARED


def test_a_document_is_issued_once_and_numbered_in_its_year() -> None:
    story = cleared()
    document = drafted(story)
    read = canonical_sha256(list_of(document))
    issued = issue_document(document.handle, actor=story.leader, now=story.now, read=read)
    assert issued.number.endswith("〔2024〕1号")
    with pytest.raises(NotNow, match="不会重复发文"):
        issue_document(document.handle, actor=story.leader, now=story.now, read=read)


def test_a_case_stands_in_one_document_only_and_comes_free_when_the_draft_is_dropped() -> None:
    story = cleared()
    document = drafted(story)
    with pytest.raises(Refused, match="已列入别的文件"):
        drafted(story)
    drop_draft(document.handle, actor=story.bureau_clerk, now=story.now)
    assert drafted(story).pk
