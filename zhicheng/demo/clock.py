"""The platform's clock in the demo: the real instant, moved by a stored number of seconds; it only goes forward."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction

from zhicheng.demo.models import DemoClock
from zhicheng.domain.faults import Refused
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor
from zhicheng.events.record import record
from zhicheng.policy.deployment import calendar

FIRST_DAY = date(2024, 12, 2)


def moved_clock(arrived: datetime) -> datetime:
    """The platform's instant at the real one `arrived`; one query, so that every process sees a move at once."""
    statement, values = _query()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return arrived + timedelta(seconds=row[0] if row else 0)


@cache  # asked with every request: only the answer is new, not the words of the question
def _query() -> tuple[str, tuple[Any, ...]]:
    return DemoClock.objects.filter(pk=1).values_list("seconds").query.sql_with_params()


def set_clock_to(day: date, *, real: datetime) -> datetime:
    """Let the platform stand on this legal day at the present time of day, and return its instant; for the loader."""
    seconds = (day - legal_day(real)).days * 86400
    DemoClock.objects.update_or_create(pk=1, defaults={"seconds": seconds})
    return real + timedelta(seconds=seconds)


def move_clock_to(day: date, *, actor: Actor, real: datetime) -> datetime:
    """Move on to a later legal day at the same time of day, and return the platform's instant there.

    `real` is the real instant of the request. Raises Refused for a day that is not later, or that no calendar covers.
    """
    with transaction.atomic():
        DemoClock.objects.get_or_create(pk=1)
        clock = DemoClock.objects.select_for_update().get(pk=1)
        before = real + timedelta(seconds=clock.seconds)
        today = legal_day(before)
        if day <= today:
            raise Refused("时钟只能往后拨，请选择今天以后的日期。")
        last = calendar().known_until
        if day > last:
            raise Refused(f"最晚可以拨到 {last}：之后的节假日安排还没有公布，工作日算不出来。")
        clock.seconds += (day - today).days * 86400
        clock.save(update_fields=["seconds"])
        details = {"from": today.isoformat(), "to": day.isoformat()}
        record("demo_clock_moved", subject="demo:clock", actor=actor, now=before, details=details)
    return real + timedelta(seconds=clock.seconds)
