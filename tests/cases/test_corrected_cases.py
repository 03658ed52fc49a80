"""A case that comes back corrected: to the right bureau, through the right unit, with the right post."""

import pytest

from tests.cast import SHANGHAI_MORNING, a_bureau, a_person, a_unit, actor_of, staff
from tests.stories import Story, a_draft, at_bureau, submitted
from zhicheng.cases.actions.check_item import check_claim, check_item
from zhicheng.cases.actions.edit_draft import edit_draft
from zhicheng.cases.actions.open_unit_publicity import open_unit_publicity
from zhicheng.cases.actions.recommend import recommend
from zhicheng.cases.actions.resubmit import resubmit
from zhicheng.cases.actions.return_for_correction import return_for_correction
from zhicheng.cases.actions.transfer import transfer
from zhicheng.cases.actions.withdraw import withdraw
from zhicheng.cases.looking_through import keys_of
from zhicheng.cases.models import PostCandidate, PostLine, PostTable
from zhicheng.cases.queries import case_for, cases_seen_by
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import Actor, Role
from zhicheng.domain.states import Desk, State
from zhicheng.domain.truth import TRUTH_VERSION
from zhicheng.people.models import Organisation

pytestmark = pytest.mark.django_db


def returned_by(story: Story, clerk: Actor) -> Story:
    """Sent back by the bureau's clerk with one defect."""
    for number, key in enumerate(keys_of(story.fresh(), Desk.BUREAU)):
        outcome, note = ("defect", "请更正") if number == 0 else ("ok", "")
        check_item(story.case.pk, key, outcome, note=note, actor=clerk, now=story.now)
    return_for_correction(story.case.pk, actor=clerk, now=story.now)
    story.fresh()
    return story


def edit(story: Story, **changes: str) -> Story:
    edit_draft(story.case.pk, changes, actor=story.me, now=story.now)
    story.fresh()
    return story


def sent_again(story: Story) -> Story:
    resubmit(story.case.pk, actor=story.me, now=story.now, agreed=TRUTH_VERSION)
    story.fresh()
    return story


def a_school(name: str) -> Organisation:
    return a_unit(name, kind="public_institution")


def post_at(school: Organisation, story: Story) -> PostLine:
    """One post put up by the school, for which the competition chose the person of the story."""
    seen = [a_person("主管").pk, a_person("人社").pk]
    table = PostTable.objects.create(
        organisation=school,
        year=2024,
        created_at=SHANGHAI_MORNING,
        state="approved",
        endorsed_by_id=seen[0],
        approved_by_id=seen[1],
    )
    line = PostLine.objects.create(table=table, level="junior", approved=1, offered=1)
    PostCandidate.objects.create(
        table=table, line=line, person=story.person, post_title="教师", applies_for="助理工程师"
    )
    return line


def taken(line: PostLine) -> int:
    return PostLine.objects.get(pk=line.pk).taken


def recommended_by_school() -> tuple[Story, PostLine]:
    """A case that a school recommended, with the post that was reserved for it."""
    a_bureau()
    school = a_school("苕州第一中学")
    story = a_draft(employer=school, kind="public_institution")
    line = post_at(school, story)
    return at_bureau(story=story), line


def test_a_correction_leaves_a_case_with_the_bureau_to_which_it_was_handed_on() -> None:
    story = at_bureau()
    other = a_bureau("330502", "某区人社局")
    transfer(story.case.pk, other.handle, actor=story.bureau_clerk, now=story.now, reason="由该局受理")
    clerk = actor_of(staff(Role.BUREAU_CLERK, other, "区经办"))
    edit(returned_by(story, clerk), speciality="给水排水")
    assert story.case.authority_id == other.pk


def test_a_correction_of_the_employer_goes_to_the_bureau_of_the_new_one() -> None:
    story = at_bureau()
    a_bureau("330502", "某区人社局")
    unit = a_unit("某区新单位", affiliation="330502")
    edit(returned_by(story, story.bureau_clerk), employer=unit.handle)
    assert story.case.authority is not None
    assert story.case.authority.affiliation == "330502"


def test_a_corrected_employer_looks_the_case_through_even_under_the_same_name() -> None:
    story = at_bureau()
    namesake = a_unit(story.unit.name)
    sent_again(edit(returned_by(story, story.bureau_clerk), employer=namesake.handle))
    assert story.case.state == State.WITH_EMPLOYER
    assert story.case.recommended_at is None
    assert story.case.employer_opinion == ""
    with pytest.raises(NotYours):
        case_for(story.bureau_clerk, story.case.handle)


def test_a_post_is_free_again_once_the_case_goes_through_another_unit() -> None:
    story, line = recommended_by_school()
    assert taken(line) == 1
    firm = a_unit("苕州清波二厂")
    sent_again(edit(returned_by(story, story.bureau_clerk), employer=firm.handle))
    assert taken(line) == 0


def test_a_case_that_moves_to_another_school_takes_its_post_and_no_second_one() -> None:
    story, line = recommended_by_school()
    second = a_school("苕州第二中学")
    other_line = post_at(second, story)
    sent_again(edit(returned_by(story, story.bureau_clerk), employer=second.handle))
    clerk = actor_of(staff(Role.EMPLOYER_CLERK, second, "二中经办"))
    head = actor_of(staff(Role.EMPLOYER_HEAD, second, "二中校长"))
    for key in keys_of(story.case, Desk.EMPLOYER):
        check_claim(story.case.pk, key, "ok", actor=clerk, now=story.now)
    open_unit_publicity([story.case.pk], actor=clerk, now=story.now, place="公告栏", contact="0500-1")
    recommend(story.case.pk, actor=head, now=story.pass_days(10), opinion="同意")
    assert (taken(line), taken(other_line)) == (0, 1)


def test_a_post_stays_reserved_while_the_same_unit_publicises_a_changed_fact() -> None:
    story, line = recommended_by_school()
    sent_again(edit(returned_by(story, story.bureau_clerk), speciality="给水排水"))
    assert story.case.state == State.WITH_EMPLOYER
    assert taken(line) == 1


def test_a_draft_that_was_given_up_is_never_shown_to_the_employer() -> None:
    story = a_draft()
    withdraw(story.case.pk, actor=story.me, now=story.now)
    with pytest.raises(NotYours):
        case_for(story.head, story.case.handle)
    assert not cases_seen_by(story.head).exists()


def test_an_application_that_was_withdrawn_after_its_submission_stays_with_the_employer() -> None:
    story = submitted()
    withdraw(story.case.pk, actor=story.me, now=story.now)
    assert case_for(story.head, story.case.handle).pk == story.case.pk
    assert cases_seen_by(story.head).count() == 1
