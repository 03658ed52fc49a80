"""What time brings about in a case."""

from datetime import datetime
from typing import Any

from zhicheng.cases.actions.clear_list import clear_list
from zhicheng.cases.actions.lapse import lapse
from zhicheng.domain.permissions import WORKER


def clear(payload: dict[str, Any], now: datetime) -> None:
    clear_list(payload["publicity"], actor=WORKER, now=now)


def lapse_case(payload: dict[str, Any], now: datetime) -> None:
    lapse(payload["inquiry"], actor=WORKER, now=now)
