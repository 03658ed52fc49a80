"""What auditors read of the checks of the issue log: the last result, and whether one is under way."""

from dataclasses import dataclass
from datetime import datetime

from zhicheng.documents.issue_log import log_end
from zhicheng.documents.log_queries import newest_head
from zhicheng.documents.models import LogHead
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import Actor, Role
from zhicheng.events.models import Event
from zhicheng.outbox.models import Message
from zhicheng.outbox.post import post
from zhicheng.people.names_of import names_of

CHECKERS = (Role.AUDITOR, Role.AUDIT_ADMIN)
TOPIC = "log.check"


@dataclass(frozen=True, slots=True)
class LastCheck:
    """One check that is over: when, for whom, of how many entries, what it found, what was entered late."""

    at: datetime
    who: str
    length: int
    files: bool
    faults: list[str]
    entered: int


@dataclass(frozen=True, slots=True)
class LogState:
    """How long the log is, its newest signed head, the last check, and whether the worker has one to do."""

    length: int
    head: LogHead | None
    last: LastCheck | None
    under_way: bool


def state_of_log(actor: Actor) -> LogState:
    """Raises NotYours for whoever does not audit."""
    _must_audit(actor)
    event = last_check()
    return LogState(log_end().size, newest_head(), _told(event) if event else None, _under_way())


def last_check() -> Event | None:
    """The record of the last check that is over."""
    return Event.objects.filter(act="check_issue_log", subject="issue_log").order_by("-seq").first()


def ask_for_check(actor: Actor, *, now: datetime) -> None:
    """Promise a check that the worker makes, unless one is promised already. Raises NotYours."""
    _must_audit(actor)
    if not _under_way():
        post(
            TOPIC,
            key=f"log-check:{now.isoformat()}",
            now=now,
            person=actor.person,
            role=str(actor.role),
            organisation=actor.organisation,
        )


def _must_audit(actor: Actor) -> None:
    if actor.role not in CHECKERS:
        raise NotYours


def _under_way() -> bool:
    return Message.objects.filter(topic=TOPIC, done_at=None, given_up_at=None).exists()


def _told(event: Event) -> LastCheck:
    said = event.details
    who = names_of([event.actor]).get(event.actor or 0, "")
    return LastCheck(event.at, who, said["length"], said["files"], said["faults"], said.get("entered", 0))
