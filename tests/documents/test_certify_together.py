"""A document's certificates are made together: numbers in its order, one that fails holds up none, a repeat ends it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.at_once import at_once
from tests.log_acts import an_issued_certificate, correction_proposed
from tests.named_together import named_together
from tests.stories import Story, decided
from tests.watched_seal import Watched, watched_seal
from zhicheng.cases.models import Case
from zhicheng.documents.actions.certify import reserve_together
from zhicheng.documents.actions.reissue import reissue
from zhicheng.documents.changes import read_digest
from zhicheng.documents.log_check import faults
from zhicheng.documents.models import Certificate, LogEntry, LogHead, OfficialDocument, Paper
from zhicheng.domain.states import State
from zhicheng.events.models import Event
from zhicheng.events.record import breaks
from zhicheng.jobs.handlers import certificates
from zhicheng.jobs.worker import carry_out_all_due
from zhicheng.outbox.models import Message

pytestmark = pytest.mark.django_db
NAMES = ("沈喆", "顾堃", "陈昇")
LATER = {"certificate.ofd", "certificate.raise", "paper.document"}


@pytest.fixture
def watched(settings: Settings, tmp_path: Path) -> Iterator[Watched]:
    with watched_seal(settings, tmp_path / "seal") as found:
        yield found


def reserved(document: OfficialDocument, story: Story) -> list[Certificate]:
    certificates.reserve({"document": document.pk}, story.now)
    return list(Certificate.objects.order_by("pk"))


def papers_promised() -> list[dict[str, Any]]:
    return list(Message.objects.filter(topic="paper.certificate").order_by("pk").values_list("payload", flat=True))


def require_all_issued_once(count: int) -> None:
    made = list(Certificate.objects.select_related("case", "paper").order_by("pk"))
    assert [one.state for one in made] == [Certificate.ISSUED] * count
    assert [one.case.state for one in made] == [State.CERTIFIED] * count
    assert [int(one.number.split("-")[3]) for one in made] == list(range(1, count + 1))
    assert list(LogEntry.objects.order_by("pk").values_list("certificate", "file_sha256")) == [
        (one.pk, one.paper.sha256) for one in made if one.paper
    ]
    assert Event.objects.filter(act="certify").count() == count
    assert (list(breaks()), list(faults())) == ([], [])


def test_numbers_leaves_and_events_follow_the_order_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "GROUP", 2)
    story, document = named_together(NAMES)
    carry_out_all_due(story.now, leave=LATER)
    require_all_issued_once(3)
    in_order = list(document.entries.order_by("serial").values_list("case__certificates__number", flat=True))
    assert in_order == sorted(in_order)
    assert [len(one["certificates"]) for one in papers_promised()] == [2, 1]
    told = Event.objects.filter(act="certify").order_by("seq")
    assert [one.details["number"] for one in told] == in_order
    assert [one.details["log_index"] for one in told] == [0, 1, 2]
    assert LogHead.objects.get(size=3)
    assert Message.objects.filter(topic="certificate.ofd").count() == 3
    assert not Message.objects.exclude(last_error="").exists()


def test_a_name_that_cannot_be_printed_holds_up_no_other_and_is_shown(watched: Watched) -> None:
    story, document = named_together(("沈喆", "沈\ue000", "陈昇"))
    _, unprintable, _ = reserved(document, story)
    carry_out_all_due(story.now, leave=LATER)
    states = dict(Case.objects.values_list("person__name", "state"))
    assert states == {"沈喆": State.CERTIFIED, "沈\ue000": State.DECIDED, "陈昇": State.CERTIFIED}
    together, alone = Message.objects.filter(topic="paper.certificate").order_by("pk")
    assert together.done_at
    assert (alone.payload, alone.done_at, alone.attempts) == ({"certificate": unprintable.pk}, None, 1)
    assert "Unprintable" in alone.last_error
    assert watched.asked_for(unprintable.number) == set()


def test_what_would_be_other_bytes_or_is_refused_is_left_out_and_the_rest_is_signed(watched: Watched) -> None:
    story, document = named_together(NAMES)
    fine, changed, refused = reserved(document, story)
    Certificate.objects.filter(pk=changed.pk).update(drawn_sha256="0" * 64, to_sign_sha256="1" * 64)
    watched.refuses = frozenset({refused.number})
    carry_out_all_due(story.now, leave=LATER)
    assert list(Certificate.objects.filter(state=Certificate.ISSUED)) == [fine]
    waiting = {one.payload["certificate"]: one.last_error for one in Message.objects.exclude(last_error="")}
    assert waiting.keys() == {changed.pk, refused.pk}
    assert "OtherBytes" in waiting[changed.pk]
    assert waiting[refused.pk] == "SealRefused: not this one"
    assert watched.asked_for(changed.number) == set()


def test_while_the_seal_is_away_all_wait_in_one_message(watched: Watched) -> None:
    story, _ = named_together(NAMES)
    watched.falls = "before"
    for _ in range(2):
        carry_out_all_due(story.pass_days(1), leave=LATER)
    waiting = Message.objects.get(topic="paper.certificate")
    assert (waiting.done_at, waiting.given_up_at) == (None, None)
    assert "the seal is away" in waiting.last_error
    watched.falls = ""
    carry_out_all_due(story.pass_days(1), leave=LATER)
    require_all_issued_once(3)


def test_a_group_over_which_workers_end_again_and_again_is_tried_one_by_one(watched: Watched) -> None:
    story, document = named_together(NAMES)
    numbers = [one.number for one in reserved(document, story)]
    watched.ends_its_worker = numbers[1]
    for _ in range(4):
        with suppress(KeyboardInterrupt):
            carry_out_all_due(story.pass_days(1), leave=LATER)
    carry_out_all_due(story.now, leave=LATER)  # the one that ends its worker is still leased
    issued = Certificate.objects.filter(state=Certificate.ISSUED).values_list("number", flat=True)
    assert sorted(issued) == [numbers[0], numbers[2]]


def stopped_at(statement: int, work: Callable[[], None]) -> bool:
    """Whether the work was ended, as by a kill, at its statement of this number."""
    left = statement

    def one_more(execute: Any, *said: Any) -> Any:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        return execute(*said)

    with suppress(KeyboardInterrupt), connection.execute_wrapper(one_more):
        work()
        return False
    return True


def test_wherever_it_is_killed_the_repeat_gives_the_same_numbers_and_asks_for_the_same_signature(
    watched: Watched,
) -> None:
    story, document = named_together(NAMES[:2])
    statement = 1
    while stopped_at(statement, lambda: certificates.reserve({"document": document.pk}, story.now)):
        statement += 1
    numbers = [one.number for one in reserved(document, story)]
    assert statement > 6
    (payload,) = papers_promised()
    statement = 1
    while stopped_at(statement, lambda: certificates.make(payload, story.pass_days(1))):
        statement += 1
    assert statement > 20
    assert [one.number for one in Certificate.objects.order_by("pk")] == numbers
    assert [len(watched.asked_for(number)) for number in numbers] == [1, 1]
    assert len(watched.asked) > 20
    require_all_issued_once(2)


def test_of_two_workers_with_the_same_group_one_stores_it(watched: Watched) -> None:
    story, document = named_together(NAMES[:2])
    reserved(document, story)
    (payload,) = papers_promised()
    watched.meanwhile = lambda: certificates.make(payload, story.now)
    certificates.make(payload, story.now)
    assert len(watched.asked) == 4
    assert Paper.objects.filter(kind="certificate").count() == 2
    assert len(papers_promised()) == 1
    require_all_issued_once(2)


@pytest.mark.django_db(transaction=True)
def test_workers_with_the_same_group_at_the_same_time_harm_nothing() -> None:
    story, document = named_together(NAMES)
    reserved(document, story)
    (payload,) = papers_promised()

    assert at_once([lambda: certificates.make(payload, story.now)] * 3) == [None] * 3
    assert papers_promised() == [payload]
    require_all_issued_once(3)


def test_one_that_gets_no_number_leaves_the_others_theirs() -> None:
    story, _ = named_together(NAMES)
    strange = Case.objects.get(person__name="顾堃")
    Case.objects.filter(pk=strange.pk).update(level="of old")
    carry_out_all_due(story.now, leave=LATER)
    assert Certificate.objects.filter(state=Certificate.ISSUED).count() == 2
    waiting = Message.objects.exclude(last_error="").get()
    assert (waiting.topic, waiting.payload) == ("certificate.reserve", {"case": strange.pk})
    assert list(breaks()) == []


def test_one_that_takes_anothers_place_is_issued_by_itself() -> None:
    story, old = an_issued_certificate()
    change = reissue(story.case.pk, actor=story.leader, now=story.now, read=read_digest(correction_proposed(story)))
    (first,) = reserve_together([decided().case.pk], now=story.now)
    assert change.new_certificate
    certificates.make({"certificates": [change.new_certificate.pk, first.pk]}, story.now)
    assert set(Certificate.objects.exclude(state=Certificate.RESERVED)) == {old}
    carry_out_all_due(story.now, leave=LATER)
    states = Certificate.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [Certificate.REPLACED, Certificate.ISSUED, Certificate.ISSUED]
    assert (list(breaks()), list(faults())) == ([], [])


def test_a_group_asks_the_database_as_often_as_one(watched: Watched) -> None:
    asked = []
    for names in (NAMES[:1], ["沈喆"] * certificates.GROUP):
        with transaction.atomic():
            story, document = named_together(names)
            with CaptureQueriesContext(connection) as reserving:
                certificates.reserve({"document": document.pk}, story.now)
            (payload,) = papers_promised()
            with CaptureQueriesContext(connection) as making:
                certificates.make(payload, story.now)
            require_all_issued_once(len(names))
            asked.append((len(reserving), len(making)))
            transaction.set_rollback(True)
    (one, made_one), (many, made_many) = asked
    assert one == many < 20
    assert made_many <= made_one + 2  # several cases are not saved as one is; the leaves make more subtrees whole
