from datetime import datetime, timedelta

import pytest

from tests.clock import at
from zhicheng.demo.world.moments import at as moment
from zhicheng.demo.world.moments import first_workday, workday_after
from zhicheng.demo.world.timeline import Plot, Timeline
from zhicheng.events.models import Event
from zhicheng.outbox.models import Message
from zhicheng.outbox.post import post


def _teller(name: str, days: list[str], told: list[tuple[str, datetime]]) -> Plot:
    for day in days:
        now = yield moment(day)
        told.append((name, now))


@pytest.mark.django_db
def test_stories_are_told_in_one_order_of_time_and_end_where_the_demo_begins() -> None:
    told: list[tuple[str, datetime]] = []
    timeline = Timeline()
    timeline.add(_teller("a", ["2024-05-01", "2024-05-04"], told))
    timeline.add(_teller("b", ["2024-05-02", "2024-05-03", "2024-05-09"], told))
    timeline.play(moment("2024-05-05"))
    assert [name for name, _ in told] == ["a", "b", "b", "a"]
    assert [when for _, when in told] == sorted(when for _, when in told)
    timeline.play(moment("2024-05-10"))
    assert told[-1] == ("b", moment("2024-05-09"))


@pytest.mark.django_db
def test_a_step_that_names_an_earlier_moment_is_done_now_and_never_in_the_past() -> None:
    told: list[tuple[str, datetime]] = []
    timeline = Timeline()
    timeline.add(_teller("a", ["2024-05-03", "2024-05-01"], told))
    timeline.play(moment("2024-06-01"))
    assert [when for _, when in told] == [moment("2024-05-03")] * 2


@pytest.mark.django_db
def test_what_falls_due_between_two_steps_is_carried_out_at_its_own_moment() -> None:
    due = moment("2024-05-02 00:00")
    post("publicity.clear", key="clear:none", now=moment("2024-05-01"), due_at=due, publicity=0)
    timeline = Timeline()
    timeline.add(_teller("a", ["2024-05-03"], []))
    timeline.play(moment("2024-05-04"))
    tried = Message.objects.get()
    assert "DoesNotExist" in tried.last_error
    assert tried.attempts > 1
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_working_days_pass_over_holidays() -> None:
    assert workday_after(at("2024-09-30"), 1, "10:00") == moment("2024-10-08 10:00")
    assert first_workday(at("2024-12-01"), "09:30") == moment("2024-12-02 09:30")
    assert first_workday(at("2024-12-02") + timedelta(hours=3)) == moment("2024-12-02 09:30")
