"""Several cases go through the door together: all or none, each with its own event, in the order asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.named_together import named_together
from zhicheng.cases.models import Case
from zhicheng.cases.moves import move_together
from zhicheng.domain.faults import NotNow, NotYours
from zhicheng.domain.permissions import WORKER
from zhicheng.domain.states import Act, State
from zhicheng.events.models import Event
from zhicheng.events.record import breaks

pytestmark = pytest.mark.django_db
NAMES = ("沈喆", "顾堃", "陈昇")


def kept() -> list[tuple[str, int, dict[str, str]]]:
    return list(Case.objects.order_by("pk").values_list("state", "version", "answers"))


def test_each_case_moves_with_what_was_done_to_it_alone_and_its_own_event() -> None:
    story, _ = named_together(NAMES)
    first, second, third = Case.objects.order_by("pk")
    ids = [third.pk, first.pk, second.pk]
    now = story.pass_days(1)
    with move_together(ids, Act.CERTIFY, actor=WORKER, now=now, by="hand") as steps:
        assert [step.case.pk for step in steps] == ids
        steps[1].case.answers["status"] = "gone over"
        steps[2].case.proposal_note = "of the second"
        steps[0].details["serial"] = 3
    fresh = {case.pk: case for case in Case.objects.all()}
    for before in (first, second, third):
        after = fresh[before.pk]
        assert (after.state, after.version) == (State.CERTIFIED, before.version + 1)
        assert after.arrived_at == after.changed_at == now
    assert fresh[first.pk].answers == first.answers | {"status": "gone over"}
    assert [fresh[case.pk].answers for case in (second, third)] == [second.answers, third.answers]
    assert [fresh[case.pk].proposal_note for case in (first, second, third)] == ["", "of the second", ""]
    events = Event.objects.filter(act="certify").order_by("seq")
    assert [event.subject for event in events] == [f"case:{fresh[key].handle}" for key in ids]
    assert [event.details for event in events] == [{"by": "hand", "serial": 3}, {"by": "hand"}, {"by": "hand"}]
    assert {(event.before, event.after) for event in events} == {(State.DECIDED, State.CERTIFIED)}
    assert list(breaks()) == []


def test_one_that_may_not_move_keeps_all_where_they_are() -> None:
    story, _ = named_together(NAMES)
    ids = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    Case.objects.filter(pk=ids[1]).update(state=State.CERTIFIED)
    before, events = kept(), Event.objects.count()
    for asked, fault in ((ids, NotNow), ([ids[0], 0], NotYours)):
        with pytest.raises(fault), move_together(asked, Act.CERTIFY, actor=WORKER, now=story.now):
            raise AssertionError("the door was opened")
    assert (kept(), Event.objects.count()) == (before, events)


def test_what_fails_inside_is_undone_for_all() -> None:
    story, _ = named_together(NAMES[:2])
    before = kept()

    def fail() -> None:
        with move_together([case.pk for case in Case.objects.all()], Act.CERTIFY, actor=WORKER, now=story.now):
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert kept() == before


def test_nobody_at_the_door_holds_nothing() -> None:
    story, _ = named_together(NAMES[:1])
    with CaptureQueriesContext(connection) as asked:  # noqa: SIM117
        with move_together([], Act.CERTIFY, actor=WORKER, now=story.now) as steps:
            assert steps == []
    assert not [one for one in asked if "events_" in one["sql"]]
