"""The one door through which a case changes: lock, right, move, event, in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from zhicheng.cases.models import Case
from zhicheng.domain.act_words import ACT_WORDS
from zhicheng.domain.faults import NotNow, NotYours, StalePage
from zhicheng.domain.permissions import Actor, CaseView, Role, may
from zhicheng.domain.states import Act, State, after, targets
from zhicheng.domain.words import STATE_WORDS
from zhicheng.events.record import Happening, record_all

FIELDS = tuple(one.attname for one in Case._meta.concrete_fields if not one.primary_key)


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
    with move_together([case_id], act, actor=actor, now=now, seen=seen, **details) as (step,):
        yield step


@contextmanager
def move_together(
    case_ids: Sequence[int], act: Act, *, actor: Actor, now: datetime, seen: int | None = None, **details: Any
) -> Iterator[list[Step]]:
    """Open the door for the same act on several cases, all or none: as `move`, with a step for each in their order."""
    with transaction.atomic():
        held = {case.pk: case for case in _locked(case_ids)}
        steps = []
        for case_id in case_ids:
            if case_id not in held:
                raise NotYours
            _check(held[case_id], act, actor, seen)
            steps.append(Step(held[case_id], details=dict(details)))
        before = [_values(step.case) for step in steps]
        yield steps
        pairs = zip(steps, before, strict=True)
        happenings = [_close(step, act, State(values["state"]), now) for step, values in pairs]
        _keep([step.case for step in steps], before)
        record_all(act, happenings, actor=actor, now=now)


def lock_together(case_ids: Iterable[int]) -> None:
    """Lock several cases in the one order, before the first of them goes through the door.

    The door's event locks the end of the chain; waiting for another case after that could wait for ever.
    """
    list(_locked(case_ids).values_list("pk"))


def _locked(case_ids: Iterable[int]) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=set(case_ids)).order_by("pk").select_for_update()


def _close(step: Step, act: Act, before: State, now: datetime) -> Happening:
    case = step.case
    case.state = after(before, act, step.to)
    if case.state != before:
        case.arrived_at = now
    case.version += 1
    case.changed_at = now
    return Happening(f"case:{case.handle}", before, case.state, step.details)


def _keep(cases: list[Case], before: list[dict[str, Any]]) -> None:
    """Save the cases: one as it is, several by the fields that changed in any of them."""
    if len(cases) == 1:
        cases[0].save()
    if len(cases) < 2:
        return
    pairs = [(_values(case), values) for case, values in zip(cases, before, strict=True)]
    changed = [name for name in FIELDS if any(now[name] != then[name] for now, then in pairs)]
    alike = {name: pairs[0][0][name] for name in changed if all(now[name] == pairs[0][0][name] for now, _ in pairs)}
    wanted = Case.objects.filter(pk__in=[case.pk for case in cases])
    wanted.update(**alike | {"version": F("version") + 1})
    if others := [name for name in changed if name not in alike and name != "version"]:
        Case.objects.bulk_update(cases, others)


def _values(case: Case) -> dict[str, Any]:
    """Every stored value; of a JSON one a copy, which an action cannot change in its place."""
    kept = {name: case.__dict__[name] for name in FIELDS}
    return {name: deepcopy(value) if isinstance(value, dict | list) else value for name, value in kept.items()}


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
