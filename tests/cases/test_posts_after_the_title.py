"""A post that a title used: nobody else's while the title stands, free again when it is revoked."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import SHANGHAI_MORNING, a_bureau, a_person, a_unit
from tests.issuing import reserve_one
from tests.log_acts import issued, revocation_proposed
from tests.stories import Story, a_draft, decided
from zhicheng.cases.actions.start_draft import start_draft
from zhicheng.cases.models import Case, PostCandidate, PostLine, PostTable
from zhicheng.cases.post_ledger import named_candidate
from zhicheng.documents.actions.revoke import revoke
from zhicheng.documents.changes import read_digest

pytestmark = pytest.mark.django_db


def titled() -> tuple[Story, PostCandidate]:
    """A teacher with the title, in the one post that the school put up."""
    a_bureau()
    school = a_unit("苕州第一中学", kind="public_institution")
    table = PostTable.objects.create(
        organisation=school,
        year=2024,
        created_at=SHANGHAI_MORNING,
        state="approved",
        endorsed_by=a_person("主管"),
        approved_by=a_person("人社"),
    )
    line = PostLine.objects.create(table=table, level="junior", approved=1, offered=1)
    story = a_draft(employer=school, kind="public_institution")
    candidate = PostCandidate.objects.create(
        table=table, line=line, person=story.person, post_title="教师", applies_for="助理工程师"
    )
    decided(story=story)
    issued(story, reserve_one(story.case.pk, now=story.now), b"%PDF-1.7")
    return story, candidate


def test_a_post_that_a_title_used_serves_no_second_application_of_the_same_person() -> None:
    story, candidate = titled()
    second = start_draft(actor=story.me, now=story.now)
    Case.objects.filter(pk=second.pk).update(employer=story.unit, level="assistant")
    assert named_candidate(Case.objects.get(pk=second.pk)) is None
    candidate.refresh_from_db()
    assert (candidate.state, candidate.case_id) == (PostCandidate.USED, story.case.pk)


def test_a_revoked_title_gives_its_post_back() -> None:
    story, candidate = titled()
    change = revocation_proposed(story)
    assert PostLine.objects.get(pk=candidate.line_id).taken == 1
    revoke(story.case.pk, actor=story.leader, now=story.now, read=read_digest(change))
    candidate.refresh_from_db()
    assert candidate.state == PostCandidate.RELEASED
    assert PostLine.objects.get(pk=candidate.line_id).taken == 0


COLUMNS = ["proposed_by", "change_proposed_by", "revocation_proposed_by", "recommended_by", "paper_received_by"]


@pytest.mark.parametrize("column", COLUMNS)
def test_the_database_refuses_that_anybody_handles_his_own_case(column: str) -> None:
    story = a_draft()
    with pytest.raises(IntegrityError, match="nobody_handles_his_own_case"), transaction.atomic():
        Case.objects.filter(pk=story.case.pk).update(**{column: story.person})
