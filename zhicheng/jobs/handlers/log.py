"""The worker at the issue log."""

from datetime import datetime
from typing import Any

from zhicheng.documents.actions.sign_log_head import sign_log_head


def sign_head(payload: dict[str, Any], now: datetime) -> None:
    """Sign the newest head; where several were promised the first signs for all."""
    sign_log_head(now=now)
