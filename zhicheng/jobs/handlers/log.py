"""The worker at the issue log."""

from datetime import datetime
from typing import Any

from zhicheng.documents.actions.check_issue_log import check_issue_log
from zhicheng.documents.actions.sign_log_head import sign_log_head
from zhicheng.domain.permissions import Actor, Role


def sign_head(payload: dict[str, Any], now: datetime) -> None:
    """Sign the newest head; where several were promised the first signs for all."""
    sign_log_head(now=now)


def check(payload: dict[str, Any], now: datetime) -> None:
    """Check the whole log for whoever asked."""
    asked_by = Actor(Role(payload["role"]), payload["person"], payload["organisation"])
    check_issue_log(now=now, asked_by=asked_by)
