"""Promised once, carried out at least once, repeated harmlessly, given up loudly."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import SHANGHAI_MORNING
from zhicheng.outbox.deliver import LEASE, TRIES, carry_out, take
from zhicheng.outbox.models import Message
from zhicheng.outbox.post import post

pytestmark = pytest.mark.django_db
NOW = SHANGHAI_MORNING


def test_a_promise_made_twice_is_one_message() -> None:
    post("topic", key="k", now=NOW, case=1)
    post("topic", key="k", now=NOW, case=1)
    assert Message.objects.count() == 1


def test_what_is_not_due_is_not_taken() -> None:
    post("topic", key="k", now=NOW, due_at=NOW + timedelta(hours=1))
    assert take(NOW) is None
    assert take(NOW + timedelta(hours=1)) is not None


def test_a_taken_message_is_not_taken_again_until_its_lease_is_over() -> None:
    post("topic", key="k", now=NOW)
    assert take(NOW) is not None
    assert take(NOW) is None
    again = take(NOW + LEASE + timedelta(seconds=1))
    assert again is not None
    assert again.attempts == 2


def test_a_failure_is_kept_in_words_and_tried_later() -> None:
    def fail(payload: dict[str, Any], now: object) -> None:
        raise RuntimeError("字体缺失")

    post("topic", key="k", now=NOW)
    message = take(NOW)
    assert message
    carry_out(message, {"topic": fail}, NOW)
    message.refresh_from_db()
    assert "字体缺失" in message.last_error
    assert message.done_at is None
    assert take(NOW) is None
    assert take(NOW + timedelta(seconds=5)) is not None


def test_after_the_last_try_it_is_given_up_and_stays_to_be_seen() -> None:
    def fail(payload: dict[str, Any], now: object) -> None:
        raise RuntimeError("仍然不行")

    post("topic", key="k", now=NOW)
    moment = NOW
    for _ in range(TRIES):
        moment += timedelta(hours=1)
        message = take(moment)
        assert message
        carry_out(message, {"topic": fail}, moment)
    assert take(moment + timedelta(days=1)) is None
    assert Message.objects.get().given_up_at == moment


def test_what_succeeded_is_never_taken_again() -> None:
    done = []
    post("topic", key="k", now=NOW, case=7)
    message = take(NOW)
    assert message
    carry_out(message, {"topic": lambda payload, now: done.append(payload["case"])}, NOW)
    assert done == [7]
    assert take(NOW + timedelta(days=9)) is None


def test_a_message_that_kills_its_worker_each_time_is_given_up_too() -> None:
    post("topic", key="killer", now=NOW)
    post("topic", key="harmless", now=NOW + timedelta(days=1))
    moment = NOW
    for _ in range(TRIES):
        assert take(moment) is not None
        moment += LEASE + timedelta(seconds=1)
    assert take(moment) is None
    given_up = Message.objects.get(key="killer")
    assert given_up.given_up_at == moment
    assert given_up.last_error
    found = take(NOW + timedelta(days=1))
    assert found is not None
    assert found.key == "harmless"
