"""Promise now, deliver later, repeat safely."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhicheng.outbox.models import Message


@dataclass(frozen=True, slots=True)
class Promise:
    """`topic` once per `key`, with what its handler needs to know."""

    topic: str
    key: str
    payload: dict[str, Any]


def post(topic: str, *, key: str, now: datetime, due_at: datetime | None = None, **payload: Any) -> None:
    """Promise `topic` once per `key`, due at `due_at` (aware; now when left out), in the caller's transaction."""
    post_all([Promise(topic, key, payload)], now=now, due_at=due_at)


def post_all(promises: Iterable[Promise], *, now: datetime, due_at: datetime | None = None) -> None:
    """Promise each as `post` does; a key that was promised before keeps its first promise."""
    messages = [
        Message(key=one.key, topic=one.topic, payload=one.payload, created_at=now, due_at=due_at or now)
        for one in promises
    ]
    Message.objects.bulk_create(messages, ignore_conflicts=True)
