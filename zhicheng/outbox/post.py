"""Promise now, deliver later, repeat safely."""

from datetime import datetime
from typing import Any

from zhicheng.outbox.models import Message


def post(topic: str, *, key: str, now: datetime, due_at: datetime | None = None, **payload: Any) -> None:
    """Promise `topic` once per `key`, due at `due_at` (aware; now when left out), in the caller's transaction."""
    Message.objects.get_or_create(
        key=key, defaults={"topic": topic, "payload": payload, "created_at": now, "due_at": due_at or now}
    )
