"""What no officer may do, whatever the roles: decide over a defect on record, handle an own case, undo others' work."""

import pytest

from tests.cast import actor_of, appoint
from tests.stories import cleared, proposed
from zhicheng.cases.actions.approve import approve
from zhicheng.cases.actions.check_item import check_item
from zhicheng.cases.looking_through import keys_of
from zhicheng.documents.actions.draft_document import draft_document, drop_draft
from zhicheng.documents.models import OfficialDocument
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Role
from zhicheng.domain.states import Desk, State

pytestmark = pytest.mark.django_db


def test_a_defect_noted_after_the_proposal_stands_against_the_approval() -> None:
    story = proposed()
    key = keys_of(story.case, Desk.BUREAU)[0]
    check_item(story.case.pk, key, "defect", note="学历存疑", actor=story.bureau_clerk, now=story.now)
    with pytest.raises(Refused, match="有问题"):
        approve(story.case.pk, actor=story.reviewer, now=story.now)
    assert story.fresh().state == State.WITH_BUREAU


def test_a_defect_cleared_up_again_lets_the_approval_go_on() -> None:
    story = proposed()
    key = keys_of(story.case, Desk.BUREAU)[0]
    check_item(story.case.pk, key, "defect", note="学历存疑", actor=story.bureau_clerk, now=story.now)
    check_item(story.case.pk, key, "ok", actor=story.bureau_clerk, now=story.now)
    assert approve(story.case.pk, actor=story.reviewer, now=story.now).state == State.APPROVED


def test_an_officer_does_not_draft_the_document_that_decides_his_own_case() -> None:
    story = cleared()
    own = actor_of(appoint(story.person, Role.BUREAU_CLERK, story.bureau))
    with pytest.raises(Refused):
        draft_document([story.case.pk], actor=own, now=story.now, title="关于公布任职资格的通知")
    assert not OfficialDocument.objects.exists()


def test_the_paper_counter_neither_drafts_a_document_nor_drops_a_draft() -> None:
    story = cleared()
    counter = actor_of(
        appoint(story.person.__class__.objects.get(pk=story.counter.person), Role.PAPER_COUNTER, story.bureau)
    )
    with pytest.raises(Refused):
        draft_document([story.case.pk], actor=counter, now=story.now, title="通知")
    draft = draft_document([story.case.pk], actor=story.bureau_clerk, now=story.now, title="通知")
    with pytest.raises(Refused):
        drop_draft(draft.handle, actor=counter, now=story.now)
    assert OfficialDocument.objects.filter(pk=draft.pk).exists()
