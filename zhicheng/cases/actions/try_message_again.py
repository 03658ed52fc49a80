"""The system administrator lets the worker try again what it had given up or is waiting to repeat."""

from datetime import datetime

from django.db import transaction

from zhicheng.domain.faults import NotNow, NotYours
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.record import record
from zhicheng.outbox.models import Message


def try_message_again(message_id: int, *, actor: Actor, now: datetime) -> Message:
    """Make the message due at `now` with all its tries; a message in a worker's hands is left alone."""
    if actor.role is not Role.SYSTEM_ADMIN:
        raise NotYours
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=message_id).first()
        if message is None:
            raise NotYours
        if message.done_at:
            raise NotNow("这项任务已经完成，不需要重试。")
        if not message.last_error:
            raise NotNow("这项任务没有失败，到时间会自动办理。")
        if message.leased_until and message.leased_until > now:
            raise NotNow("后台正在办理这项任务，请稍后再看。")
        message.due_at, message.attempts = now, 0
        message.given_up_at = message.leased_until = None
        message.save(update_fields=["due_at", "attempts", "given_up_at", "leased_until"])
        record(
            "try_message_again", subject=f"message:{message.pk}", actor=actor, now=now, details={"topic": message.topic}
        )
    return message
