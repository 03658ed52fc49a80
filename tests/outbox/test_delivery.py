"""Promised once, carried out at least once, repeated harmlessly, given up loudly."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cast import SHANGHAI_MORNING
from zhicheng.outbox.deliver import LEASE, TRIES, Hopeless, Silent, carry_out, renew, take
from zhicheng.outbox.models import Message
from zhicheng.outbox.post import Promise, post, post_all

pytestmark = pytest.mark.django_db
NOW = SHANGHAI_MORNING


def test_a_promise_made_twice_is_one_message() -> None:
    post("topic", key="k", now=NOW, case=1)
    post("topic", key="k", now=NOW, case=1)
    assert Message.objects.count() == 1


def test_of_several_promises_those_made_before_stay_as_they_were() -> None:
    post("topic", key="b", now=NOW, case=1)
    later = NOW + timedelta(days=1)
    post_all([Promise("topic", key, {"case": 2}) for key in "abc"], now=later)
    assert list(Message.objects.order_by("key").values_list("key", "payload", "due_at")) == [
        ("a", {"case": 2}, later),
        ("b", {"case": 1}, NOW),
        ("c", {"case": 2}, later),
    ]


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


def test_silence_outside_is_shown_and_never_given_up() -> None:
    def silent(payload: dict[str, Any], now: object) -> None:
        raise Silent("时间戳服务暂时没有答复")

    post("topic", key="k", now=NOW)
    moment = NOW
    for _ in range(3 * TRIES):
        message = take(moment)
        assert message
        carry_out(message, {"topic": silent}, moment)
        moment += timedelta(hours=1)
    message = Message.objects.get()
    assert message.given_up_at is None
    assert "暂时没有答复" in message.last_error
    again = take(moment)
    assert again
    carry_out(again, {"topic": lambda payload, now: None}, moment)
    assert Message.objects.get().done_at == moment


def test_what_is_hopeless_is_given_up_at_once() -> None:
    def hopeless(payload: dict[str, Any], now: object) -> None:
        raise Hopeless("印章证书已被吊销")

    post("topic", key="k", now=NOW)
    message = take(NOW)
    assert message
    carry_out(message, {"topic": hopeless}, NOW)
    message.refresh_from_db()
    assert message.given_up_at == NOW
    assert "已被吊销" in message.last_error
    assert take(NOW + timedelta(days=1)) is None


def test_topics_can_be_left_for_another_time() -> None:
    post("later", key="a", now=NOW)
    post("now", key="b", now=NOW)
    message = take(NOW, leave=("later",))
    assert message
    assert message.topic == "now"
    assert take(NOW, leave=("later",)) is None
    assert take(NOW) is not None


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let seconds pass on the machine's clock."""
    passed, begin = [0.0], time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: begin + passed[0])

    def pass_by(seconds: float) -> None:
        passed[0] += seconds

    return pass_by


def test_who_works_long_keeps_the_message_by_renewing(later: Callable[[float], None]) -> None:
    post("topic", key="k", now=NOW)
    taken_meanwhile = []

    def twenty_pieces(payload: dict[str, Any], now: datetime) -> None:
        for number in range(20):
            renew()
            later(12)
            taken_meanwhile.append(take(now + timedelta(seconds=12 * (number + 1))))

    message = take(NOW)
    assert message
    carry_out(message, {"topic": twenty_pieces}, NOW)
    assert taken_meanwhile == [None] * 20
    assert Message.objects.get().done_at == NOW


def test_who_lost_the_message_stops_and_leaves_it_to_the_other(later: Callable[[float], None]) -> None:
    post("topic", key="k", now=NOW)
    done: list[str] = []

    def too_slow(payload: dict[str, Any], now: datetime) -> None:
        later(LEASE.total_seconds() + 1)
        assert take(now + LEASE + timedelta(seconds=1))
        renew()
        done.append("went on")

    message = take(NOW)
    assert message
    carry_out(message, {"topic": too_slow}, NOW)
    message.refresh_from_db()
    assert not done
    assert message.done_at is None
    assert message.last_error == ""
    assert message.leased_until == NOW + 2 * LEASE + timedelta(seconds=1)


def test_a_failure_of_who_lost_the_message_does_not_free_it_for_a_third() -> None:
    post("topic", key="k", now=NOW)
    afterwards = NOW + LEASE + timedelta(seconds=1)

    def fail(payload: dict[str, Any], now: datetime) -> None:
        assert take(afterwards)
        raise RuntimeError("too late")

    message = take(NOW)
    assert message
    carry_out(message, {"topic": fail}, NOW)
    assert take(afterwards) is None
    assert Message.objects.get().last_error == ""


def test_renewing_where_no_message_is_in_hand_does_nothing() -> None:
    renew()
    assert not Message.objects.exists()
