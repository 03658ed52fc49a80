"""A year of the calendar is entered by one person and approved by another; running periods keep what they counted."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.policy_desk import Desk, a_desk
from tests.stories import in_unit_publicity
from zhicheng.cases.calendar_effects import counted_differently
from zhicheng.cases.models import Publicity
from zhicheng.domain.faults import NotNow, NotYours, Refused
from zhicheng.domain.permissions import ANYBODY
from zhicheng.domain.workdays import CalendarRunsOut
from zhicheng.events.models import Event
from zhicheng.policy.actions.approve_calendar import approve_calendar
from zhicheng.policy.actions.drop_calendar import drop_calendar
from zhicheng.policy.actions.propose_calendar import propose_calendar
from zhicheng.policy.calendars import years_in
from zhicheng.policy.deployment import calendar, settled
from zhicheng.policy.models import CalendarEdition
from zhicheng.policy.packs import policies_dir

pytestmark = pytest.mark.django_db
OF_2027 = {
    "year": 2027,
    "notice": "国务院办公厅关于2027年部分节假日安排的通知（试验）",
    "holidays": [{"name": "元旦", "from": date(2027, 1, 1), "to": date(2027, 1, 3)}],
    "make_up_days": [],
}


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def of_2024(**changes: Any) -> dict[str, Any]:
    return {**years_in(policies_dir())["2024.yaml"], **changes}


def a_day_off(day: date) -> dict[str, Any]:
    """2024 with one more day off."""
    return of_2024(holidays=[*of_2024()["holidays"], {"name": "临时放假", "from": day, "to": day}])


def test_the_next_year_is_known_once_another_person_approved_it(desk: Desk) -> None:
    with pytest.raises(CalendarRunsOut):
        calendar().is_workday(date(2027, 1, 4))
    edition = propose_calendar(desk.reviewer, content=OF_2027, now=desk.now)
    assert edition.content() == OF_2027
    with settled():
        assert calendar().known_until == date(2026, 12, 31)
        approve_calendar(edition, desk.leader, now=desk.now)
        assert calendar().known_until == date(2026, 12, 31)  # one request never counts by two calendars
    assert calendar().is_workday(date(2027, 1, 4))
    assert not calendar().is_workday(date(2027, 1, 1))
    acts = Event.objects.filter(subject="calendar:2027").order_by("seq").values_list("act", "actor")
    assert list(acts) == [("calendar_propose", desk.reviewer.person), ("calendar_approve", desk.leader.person)]


def test_nobody_approves_what_he_entered_and_the_database_holds_it(desk: Desk) -> None:
    edition = propose_calendar(desk.leader, content=OF_2027, now=desk.now)
    with pytest.raises(NotNow, match="另一位负责人"):
        approve_calendar(edition, desk.leader, now=desk.now)
    row = CalendarEdition.objects.filter(pk=edition.pk)
    approved = {"state": "approved", "approved_at": desk.now, "ordinal": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(**approved, approved_by_id=desk.leader.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state="approved")
    assert row.update(**approved, approved_by_id=desk.second_leader.person) == 1


def test_only_leaders_of_the_city_approve(desk: Desk) -> None:
    edition = propose_calendar(desk.reviewer, content=OF_2027, now=desk.now)
    for actor in (desk.clerk, desk.county_leader):
        with pytest.raises(NotNow):
            approve_calendar(edition, actor, now=desk.now)
        with pytest.raises(NotNow):
            propose_calendar(actor, content=OF_2027, now=desk.now)
    with pytest.raises(NotYours):
        approve_calendar(edition, ANYBODY, now=desk.now)


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (OF_2027 | {"year": 2028}, "2028"),
        (OF_2027 | {"year": "2027"}, "2027.yaml.year"),
        (OF_2027 | {"notice": ""}, "2027.yaml.notice"),
        (OF_2027 | {"holidays": [{"name": "元旦", "from": date(2027, 1, 3), "to": date(2027, 1, 1)}]}, "to"),
        (OF_2027 | {"make_up_days": [date(2027, 1, 4)]}, "make_up_days"),
        ({}, "None.yaml"),
    ],
)
def test_a_year_with_wrong_days_is_refused_with_the_place(desk: Desk, content: dict[str, Any], where: str) -> None:
    with pytest.raises(Refused) as refused:
        propose_calendar(desk.reviewer, content=content, now=desk.now)
    assert any(where in defect.where for defect in refused.value.defects), refused.value.defects
    assert not CalendarEdition.objects.exists()


def test_a_year_as_it_is_known_already_is_not_proposed(desk: Desk) -> None:
    with pytest.raises(Refused, match="1 处") as refused:
        propose_calendar(desk.reviewer, content=of_2024(), now=desk.now)
    assert "完全相同" in refused.value.defects[0].what


def test_of_a_year_one_proposal_waits_at_a_time_and_may_be_dropped(desk: Desk) -> None:
    edition = propose_calendar(desk.reviewer, content=OF_2027, now=desk.now)
    with pytest.raises(NotNow, match="等待审定"):
        propose_calendar(desk.reviewer, content=OF_2027, now=desk.now)
    drop_calendar(edition, desk.reviewer, now=desk.now)
    with pytest.raises(NotNow, match="已经审定或作废"):
        approve_calendar(edition, desk.leader, now=desk.now)
    assert propose_calendar(desk.reviewer, content=OF_2027, now=desk.now).pk


def test_the_newest_approved_year_holds(desk: Desk) -> None:
    for day, name in ((date(2024, 11, 5), "先"), (date(2024, 11, 6), "后")):
        approve_calendar(
            propose_calendar(desk.reviewer, content=a_day_off(day), now=desk.now), desk.leader, now=desk.now
        )
        assert not calendar().is_workday(day), name
    assert calendar().is_workday(date(2024, 11, 5))


def test_running_periods_that_would_be_counted_otherwise_are_told_and_keep_their_end(desk: Desk) -> None:
    story = in_unit_publicity()
    listed = Publicity.objects.get()
    edition = propose_calendar(desk.reviewer, content=a_day_off(date(2024, 11, 6)), now=desk.now)
    (told,) = counted_differently(desk.leader, edition, story.now)
    assert (told.kind, told.title, told.handle) == ("单位推荐公示", listed.title, listed.handle)
    assert (told.ends_on, told.would_end_on) == (date(2024, 11, 11), date(2024, 11, 12))
    approve_calendar(edition, desk.leader, now=desk.now)
    assert Event.objects.get(act="calendar_approve").details["days"] == ["2024-11-06"]
    listed.refresh_from_db()
    assert listed.ends_on == date(2024, 11, 11)
    assert counted_differently(desk.leader, edition, story.pass_days(30)) == []
    with pytest.raises(NotYours):
        counted_differently(ANYBODY, edition, story.now)
