"""Whether a person may not apply now, since a title was revoked: told to that person and to nobody else."""

from datetime import datetime

from zhicheng.cases.models import Case
from zhicheng.domain.barring import Bar, Revoked, bar_on, codes_that_bar
from zhicheng.domain.given import given
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.states import Act, State
from zhicheng.events.models import Event


def bar_of(person_id: int, now: datetime) -> Bar | None:
    """The bar under which the person stands at `now` (aware); None for those who may apply."""
    cases = Case.objects.filter(person_id=person_id, state=State.REVOKED.value, end_reason__code__in=codes_that_bar())
    return bar_on(legal_day(now), [_revocation(case) for case in cases])


def _revocation(case: Case) -> Revoked:
    deciding = Event.objects.filter(subject=f"case:{case.handle}", act=Act.REVOKE.value).order_by("seq").last()
    number = str(deciding.details.get("notice", "")) if deciding else ""
    return Revoked(case.end_reason["code"], legal_day(given(case.ended_at)), number)
