from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from zhicheng.domain.permissions import ANYBODY
from zhicheng.events.models import Event
from zhicheng.events.record import record


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_committed_events_are_gone_in_the_next_test_and_guarded_in_each(now: datetime, round_: int) -> None:
    assert Event.objects.count() == 0
    record("check_log", subject="test:1", actor=ANYBODY, now=now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(act="other")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.all().delete()
    assert Event.objects.get().act == "check_log"
