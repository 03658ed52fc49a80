"""Moments for tests; nothing here reads the clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

BUREAU_ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    """An instant in Asia/Shanghai from "2024-12-02" (nine in the morning) or "2024-12-20 23:59"."""
    moment = datetime.fromisoformat(text)
    if len(text) <= len("2024-12-02"):
        moment += timedelta(hours=9)
    return moment.replace(tzinfo=BUREAU_ZONE)


@pytest.fixture
def now() -> datetime:
    """The demo's today at nine in the morning."""
    return at("2024-12-02")
