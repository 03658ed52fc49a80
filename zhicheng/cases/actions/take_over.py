"""Promise, for every case in flight under an older pack, that it goes over to the new one."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.models import Case
from zhicheng.domain.states import IN_FLIGHT
from zhicheng.outbox.post import post
from zhicheng.policy.models import Edition

AT_ONCE = 20


def take_over_cases(edition_id: int, step: int, *, now: datetime) -> int:
    """Write the messages, a few cases each; returns how many cases. `step` tells the first round from the second,
    which looks for what was on its way. A repeat writes no message that is there already."""
    edition = Edition.objects.get(pk=edition_id, transition=Edition.REJUDGE)
    in_flight = Case.objects.filter(state__in=[state.value for state in IN_FLIGHT])
    waiting = list(in_flight.exclude(policy_sha256=edition.sha256).order_by("pk").values_list("pk", flat=True))
    with transaction.atomic():
        for start in range(0, len(waiting), AT_ONCE):
            cases = waiting[start : start + AT_ONCE]
            key = f"rejudge:{edition.handle}:{step}:{cases[0]}"
            post("policy.rejudge", key=key, now=now, edition=edition.pk, cases=cases)
    return len(waiting)
