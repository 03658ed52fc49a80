"""The one door through which a case changes: lock, right, move, event, in one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from zhicheng.cases.models import Case
from zhicheng.domain.act_words import ACT_WORDS
from zhicheng.domain.faults import NotNow, NotYours, StalePage
from zhicheng.domain.permissions import Actor, CaseView, Role, may
from zhicheng.domain.states import Act, State, after, targets
from zhicheng.domain.words import STATE_WORDS
from zhicheng.events.record import record


@dataclass
class Step:
    """What an action may set while the door is open: where to (if there is a choice) and what the event keeps."""

    case: Case
    to: State | None = None
    details: dict[str, Any] = field(default_factory=dict)


def case_view(case: Case) -> CaseView:
    """The plain values that rights depend on."""
    return CaseView(
        state=State(case.state),
        person=case.person_id,
        employer=case.employer_id,
        authority=case.authority_id,
        received_by=case.received_by_id,
        proposed_by=case.proposed_by_id,
        change_proposed_by=case.change_proposed_by_id,
        revocation_proposed_by=case.revocation_proposed_by_id,
        reached_bureau=case.recommended_at is not None,
        submitted=case.submitted_at is not None,
    )


@contextmanager
def move(
    case_id: int, act: Act, *, actor: Actor, now: datetime, seen: int | None = None, **details: Any
) -> Iterator[Step]:
    """Open the door for one act at `now` (aware: when the request was received); `seen` is the version on the page.

    Raises NotYours, NotNow or StalePage before anything is changed; whatever the body raises undoes all.
    `details` go into the event: never a digit of an identity number.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id).first()
        if case is None:
            raise NotYours
        _check(case, act, actor, seen)
        before = State(case.state)
        step = Step(case, details=dict(details))
        yield step
        case.state = after(before, act, step.to)
        if case.state != before:
            case.arrived_at = now
        case.version += 1
        case.changed_at = now
        case.save()
        record(
            act,
            subject=f"case:{case.handle}",
            actor=actor,
            now=now,
            before=before,
            after=case.state,
            details=step.details,
        )


def lock_together(case_ids: Iterable[int]) -> None:
    """Lock several cases in the one order, before the first of them goes through the door.

    The door's event locks the end of the chain; waiting for another case after that could wait for ever.
    """
    wanted = Case.objects.filter(pk__in=set(case_ids)).order_by("pk")
    list(wanted.select_for_update().values_list("pk"))


def _check(case: Case, act: Act, actor: Actor, seen: int | None) -> None:
    view = case_view(case)
    sees = may(actor, Act.READ, view) or (act is Act.RAISE_OBJECTION and actor.role in (Role.PUBLIC, Role.APPLICANT))
    if not sees:
        raise NotYours
    if not targets(view.state, act):
        word = STATE_WORDS[view.state].word
        raise NotNow(f"这份申报现在是“{word}”，不能{ACT_WORDS[act]}。请刷新页面看最新进展。")
    if not may(actor, act, view):
        raise NotNow(f"您现在的身份不能{ACT_WORDS[act]}。同一个人不能既初审又批准，任何人都不能办理自己的申报。")
    if seen is not None and seen != case.version:
        raise StalePage
