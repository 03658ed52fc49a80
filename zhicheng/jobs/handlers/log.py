"""The worker at the issue log."""

from datetime import datetime
from typing import Any

from zhicheng.documents.actions.check_issue_log import check_issue_log
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.domain.permissions import Actor, Role
from zhicheng.outbox.deliver import Hopeless


class LogDiffers(Hopeless):
    """Something in the log, or of it on paper, is not as it must be; trying again does not mend it."""


def sign_head(payload: dict[str, Any], now: datetime) -> None:
    """Sign the newest head; where several were promised the first signs for all."""
    sign_log_head(now=now)


def check(payload: dict[str, Any], now: datetime) -> None:
    """Check the whole log for whoever asked. Raises LogDiffers, so that who watches over the worker sees it too."""
    asked_by = Actor(Role(payload["role"]), payload["person"], payload["organisation"])
    found = check_issue_log(now=now, asked_by=asked_by)
    if found:
        raise LogDiffers(f"{len(found)}：{found[0]}")
