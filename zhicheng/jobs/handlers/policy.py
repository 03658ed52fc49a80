"""The worker at the policy desk: rehearsals step by step, and cases that go over to a new pack."""

from datetime import datetime
from typing import Any

from zhicheng.cases.actions.rejudge_case import rejudge_case
from zhicheng.cases.actions.take_over import take_over_cases
from zhicheng.cases.rehearsal import finish_rehearsal, rehearse_some
from zhicheng.domain.permissions import WORKER
from zhicheng.outbox.deliver import renew

Payload = dict[str, Any]


def rehearse(payload: Payload, now: datetime) -> None:
    rehearse_some(payload["rehearsal"], after=payload["after"], now=now)


def examine_rehearsed(payload: Payload, now: datetime) -> None:
    finish_rehearsal(payload["rehearsal"], actor=WORKER, now=now)


def take_over(payload: Payload, now: datetime) -> None:
    take_over_cases(payload["edition"], payload["step"], now=now)


def rejudge(payload: Payload, now: datetime) -> None:
    """One case after another. One that fails, or that somebody was just changing, holds up no other: the message is
    tried again later, and does nothing to those that have gone over."""
    failed: Exception | None = None
    for case_id in payload["cases"]:
        renew()
        try:
            rejudge_case(case_id, payload["edition"], actor=WORKER, now=now)
        except Exception as error:
            failed = failed or error
    if failed:
        raise failed
