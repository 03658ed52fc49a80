"""Cases in flight go over to a new pack only where its own transition clause says so, each once, for all to see."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import sign_in
from tests.policy_desk import Desk, a_desk, do_policy_work, drafted, judged, published, stricter
from tests.stories import a_draft, approved, proposed, submitted
from zhicheng.cases.actions.rejudge_case import rejudge_case
from zhicheng.cases.actions.take_over import take_over_cases
from zhicheng.cases.actions.withdraw import withdraw
from zhicheng.cases.judging import answer_in_force
from zhicheng.cases.models import Case, Rejudgement
from zhicheng.domain.legal_time import STRAGGLERS
from zhicheng.domain.permissions import WORKER
from zhicheng.events.models import Event
from zhicheng.events.record import breaks
from zhicheng.outbox.models import Message
from zhicheng.people.models import Appointment
from zhicheng.policy.deployment import deployed_content, deployed_pack
from zhicheng.policy.models import Edition

pytestmark = pytest.mark.django_db
REJUDGE = {"value": "rejudge", "clause": "6.1"}


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def a_stricter_pack(desk: Desk, transition: dict[str, str] | None) -> Edition:
    rules = stricter(deployed_content())
    return published(desk, rules=rules, **({"transition": transition} if transition else {}))


def test_cases_in_flight_keep_their_pack_where_the_new_one_says_nothing(desk: Desk) -> None:
    story = submitted()
    before = (story.case.policy_pack, story.case.policy_sha256)
    a_stricter_pack(desk, None)
    do_policy_work(desk.now + 2 * STRAGGLERS)
    case = story.fresh()
    assert (case.policy_pack, case.policy_sha256) == before
    assert not Message.objects.filter(topic="policy.transition").exists()
    assert submitted(name="后来的人", level="intermediate").case.policy_sha256 == deployed_pack().sha256 != before[1]


def test_cases_in_flight_go_over_and_those_approved_stay(desk: Desk) -> None:
    moving, decided, typing = proposed(), approved(), a_draft()
    old = moving.case.policy_sha256
    edition = a_stricter_pack(desk, REJUDGE)
    do_policy_work(desk.now)
    case = moving.fresh()
    assert (case.policy_pack, case.policy_sha256) == (edition.pack_id, edition.sha256)
    assert (case.proposed_by_id, case.proposed_at) == (None, None)
    assert answer_in_force(case)["verdict"] == "not_met"
    assert case.snapshot.body["answer"]["verdict"] == "met"
    assert decided.fresh().policy_sha256 == old
    assert typing.fresh().policy_sha256 == ""
    event = Event.objects.get(act="rejudge")
    assert (event.details["before"]["sha256"], event.details["after"]["sha256"]) == (old, edition.sha256)
    assert event.details["proposal_taken_back"] is True
    assert list(breaks()) == []


def test_a_killed_worker_repeats_the_going_over_without_harm(desk: Desk) -> None:
    stories = [submitted(name=name) for name in "甲乙丙"]
    edition = a_stricter_pack(desk, REJUDGE)
    assert rejudge_case(stories[0].case.pk, edition.pk, actor=WORKER, now=desk.now) is True
    assert rejudge_case(stories[0].case.pk, edition.pk, actor=WORKER, now=desk.now) is False
    for _ in range(2):
        assert take_over_cases(edition.pk, 0, now=desk.now) == 2
    do_policy_work(desk.now)
    assert Event.objects.filter(act="rejudge").count() == Rejudgement.objects.count() == 3
    assert {story.fresh().policy_sha256 for story in stories} == {edition.sha256}
    assert [story.case.version for story in stories] == [story.fresh().version for story in stories]


def test_what_was_on_its_way_when_the_pack_was_published_goes_over_in_the_second_round(desk: Desk) -> None:
    began = deployed_pack()
    edition = a_stricter_pack(desk, REJUDGE)
    do_policy_work(desk.now)
    late = submitted(level="intermediate")
    Case.objects.filter(pk=late.case.pk).update(policy_sha256=began.sha256)
    do_policy_work(desk.now)
    assert late.fresh().policy_sha256 == began.sha256
    do_policy_work(desk.now + STRAGGLERS)
    assert late.fresh().policy_sha256 == edition.sha256


def test_a_case_that_ended_or_that_the_new_pack_cannot_read_stays(desk: Desk) -> None:
    ended, unread = submitted(), submitted(name="乙")
    snapshot = unread.case.snapshot
    body = snapshot.body | {"facts": snapshot.body["facts"] | {"target": {"level": "assistant", "series": "gone"}}}
    type(snapshot).objects.filter(pk=snapshot.pk).update(body=body)
    edition = a_stricter_pack(desk, REJUDGE)
    withdraw(ended.case.pk, actor=ended.me, now=desk.now)
    do_policy_work(desk.now)
    assert not Rejudgement.objects.exists()
    assert edition.sha256 not in (ended.fresh().policy_sha256, unread.fresh().policy_sha256)


def test_a_case_does_not_go_back_to_an_earlier_pack(desk: Desk) -> None:
    story = submitted()
    first = a_stricter_pack(desk, REJUDGE)
    Message.objects.filter(topic="policy.transition").update(due_at=desk.now + 9 * STRAGGLERS)  # its worker is late
    second = published(desk, site="又一版", transition=REJUDGE)
    assert rejudge_case(story.case.pk, second.pk, actor=WORKER, now=desk.now)
    assert not rejudge_case(story.case.pk, first.pk, actor=WORKER, now=desk.now)
    assert story.fresh().policy_sha256 == second.sha256


def test_nobody_but_the_worker_takes_a_case_over(desk: Desk) -> None:
    story = submitted()
    edition = a_stricter_pack(desk, REJUDGE)
    for actor in (story.me, story.clerk, story.leader):
        with pytest.raises(Exception, match=r"没有找到|不能改按"):
            rejudge_case(story.case.pk, edition.pk, actor=actor, now=desk.now)


def test_applicant_unit_and_bureau_see_it_on_the_case(desk: Desk, client: Client) -> None:
    story = proposed()
    a_stricter_pack(desk, REJUDGE)
    do_policy_work(desk.now)
    handle = story.case.handle
    sign_in(client, story.person)
    assert "改按新政策包办理" in client.get(reverse("applicant-case", args=[handle])).content.decode()
    for actor, name in ((story.clerk, "employer-case"), (story.reviewer, "bureau-case")):
        appointment = Appointment.objects.get(person_id=actor.person, role=actor.role.value)
        sign_in(client, appointment.person, appointment)
        page = client.get(reverse(name, args=[handle])).content.decode()
        assert "改按新政策包办理" in page
        assert "重新核对：不符合" in page


def test_the_list_that_is_signed_names_those_who_go_over(desk: Desk) -> None:
    submitted(name="沈喆")
    draft = drafted(desk, rules=stricter(deployed_content()), transition=REJUDGE)
    (flip,) = judged(desk, draft).flips.all()
    assert (flip.row["name"], flip.row["in_flight"]) == ("沈喆", True)
