"""What was done to the case: one line an event, in the very form over which the chain takes its digest."""

from zhicheng.cases.models import Case
from zhicheng.documents.capsule.members import masked
from zhicheng.domain.states import Act
from zhicheng.events.models import Event
from zhicheng.events.record import canonical


def events_of(case: Case, mask: str) -> bytes:
    """The case's events in their order, their names in `办理决定.json`; who raised an objection stays sealed."""
    events = Event.objects.filter(subject=f"case:{case.handle}").exclude(act=Act.RAISE_OBJECTION).order_by("seq")
    return "".join(f"{_line(event, mask)}\n" for event in events).encode()


def _line(event: Event, mask: str) -> str:
    event.details = masked(event.details, mask)
    return canonical(event)
