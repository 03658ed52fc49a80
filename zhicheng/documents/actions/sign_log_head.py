"""Sign the head of the issue log as it is now, and keep it."""

from datetime import datetime

from django.db import transaction

from zhicheng.documents.actions.enter_in_log import latest_day
from zhicheng.documents.issue_log import frontier_of, hold_log_end
from zhicheng.documents.log_key import signed_head
from zhicheng.documents.models import LogHead


def sign_log_head(*, now: datetime) -> LogHead:
    """The signed head at the log's present size; a repeat gives the one that was kept."""
    with transaction.atomic():
        end = hold_log_end()
        kept = LogHead.objects.filter(size=end.size).first()
        if kept:
            return kept
        root = frontier_of(end).root()
        end.day = latest_day(end, now)
        end.save(update_fields=["day"])
        return LogHead.objects.create(size=end.size, root=root, note=signed_head(end.size, root), signed_at=now)
