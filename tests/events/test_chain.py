"""Nobody alters the log unseen."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import SHANGHAI_MORNING
from zhicheng.domain.permissions import WORKER
from zhicheng.events.models import Event, Head
from zhicheng.events.record import Happening, breaks, digest_of, record, record_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten_events() -> None:
    for number in range(10):
        record("edit", subject=f"case:{number}", actor=WORKER, now=SHANGHAI_MORNING, details={"n": number})


def disarm() -> None:
    """Take the database's own guard away, as only its administrator could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE events_event DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER event_is_never_updated")
            cursor.execute("DROP TRIGGER event_is_never_deleted")


def test_a_whole_chain_has_no_break(ten_events: None) -> None:
    assert list(breaks()) == []
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 11))


def test_events_written_together_follow_one_another_as_those_written_one_by_one(ten_events: None) -> None:
    wanted = [Happening(f"case:{number}", "decided", "certified", {"n": number}) for number in (7, 3)]
    made = record_all("certify", wanted, actor=WORKER, now=SHANGHAI_MORNING)
    assert [(event.seq, event.subject) for event in made] == [(11, "case:7"), (12, "case:3")]
    assert [event.details for event in Event.objects.filter(seq__gt=10).order_by("seq")] == [{"n": 7}, {"n": 3}]
    assert record_all("certify", [], actor=WORKER, now=SHANGHAI_MORNING) == []
    assert list(breaks()) == []
    assert Head.objects.get().seq == 12


def test_the_database_refuses_to_change_an_event(ten_events: None) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(seq=3).update(act="approve")


def test_the_database_refuses_to_delete_an_event(ten_events: None) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(seq=3)._raw_delete("default")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("act", "approve"),
        ("actor", 7),
        ("role", "auditor"),
        ("details", {"n": 99}),
        ("before", "draft"),
        ("subject", "x"),
    ],
)
def test_an_altered_event_is_named(ten_events: None, field: str, value: object) -> None:
    disarm()
    Event.objects.filter(seq=4).update(**{field: value})
    assert [found.seq for found in breaks()] == [4]


def test_an_alteration_with_a_fresh_digest_breaks_the_next_event(ten_events: None) -> None:
    disarm()
    event = Event.objects.get(seq=4)
    event.details = {"n": 99}
    Event.objects.filter(seq=4).update(details=event.details, digest=digest_of(event))
    assert [found.seq for found in breaks()] == [5]


def test_a_missing_event_is_named(ten_events: None) -> None:
    disarm()
    Event.objects.filter(seq=4)._raw_delete("default")
    assert 5 in [found.seq for found in breaks()]


def test_a_tail_cut_off_is_named(ten_events: None) -> None:
    disarm()
    Event.objects.filter(seq__gt=8)._raw_delete("default")
    assert [found.seq for found in breaks()] == [10]
    assert Head.objects.get().seq == 10


def test_a_chain_whose_end_mark_was_taken_away_is_named(ten_events: None) -> None:
    Head.objects.all().delete()
    assert [found.seq for found in breaks()] == [10]
