"""A rehearsal in steps that a killed worker may repeat: judge some cases, go on, examine the pack, close the list."""

from datetime import datetime

from django.db import transaction

from zhicheng.cases.comparing import difference
from zhicheng.cases.models import Case
from zhicheng.cases.rehearsal_cases import cases_to_rehearse, last_batches
from zhicheng.domain.legal_time import legal_day
from zhicheng.domain.permissions import Actor
from zhicheng.events.queries import length_of_log
from zhicheng.events.record import record
from zhicheng.outbox.post import post
from zhicheng.policy.desk.examination import examine
from zhicheng.policy.desk.rehearsed import list_digest
from zhicheng.policy.kept import unpacked
from zhicheng.policy.models import Flip, Rehearsal
from zhicheng.policy.packs import pack_from

AT_ONCE = 100


def rehearse_some(rehearsal_id: int, *, after: int, now: datetime) -> None:
    """Judge the next cases after the one with row id `after`, and promise the step that follows.

    A step that was done already does nothing: its place is no longer where the rehearsal stands.
    """
    with transaction.atomic():
        rehearsal = Rehearsal.objects.select_for_update().get(pk=rehearsal_id)
        if rehearsal.state == Rehearsal.DONE or rehearsal.after_case != after:
            return
        if rehearsal.state == Rehearsal.WAITING:
            _begin(rehearsal, now)
        cases = _next_cases(rehearsal)
        _judge(rehearsal, cases)
        if len(cases) == AT_ONCE:
            rehearsal.after_case = cases[-1].pk
            key = f"rehearse:{rehearsal.handle}:{rehearsal.after_case}"
            post("policy.rehearse", key=key, now=now, rehearsal=rehearsal.pk, after=rehearsal.after_case)
        else:
            rehearsal.after_case = -1  # all are judged: no step stands here any more
            rehearsal.total = rehearsal.judged
            post("policy.examine", key=f"examine:{rehearsal.handle}", now=now, rehearsal=rehearsal.pk)
        rehearsal.save()


def finish_rehearsal(rehearsal_id: int, *, actor: Actor, now: datetime) -> None:
    """Run the examples and the proof, and close the list with its digest. A repeat does nothing."""
    rehearsal = Rehearsal.objects.get(pk=rehearsal_id)
    if rehearsal.state == Rehearsal.DONE:
        return
    content = unpacked(rehearsal.body)
    faults = examine(pack_from(content, rehearsal.handle), content.examples)
    with transaction.atomic():
        rehearsal = Rehearsal.objects.select_for_update().select_related("draft").get(pk=rehearsal_id)
        if rehearsal.state == Rehearsal.DONE:
            return
        rehearsal.faults, rehearsal.examined = faults, True
        rehearsal.sha256, rehearsal.state, rehearsal.done_at = list_digest(rehearsal), Rehearsal.DONE, now
        rehearsal.save()
        details = {
            "rehearsal": rehearsal.handle,
            "pack": rehearsal.pack_sha256,
            "cases": rehearsal.judged,
            "flips": rehearsal.flips.count(),
            "faults": len(faults),
            "list": rehearsal.sha256,
        }
        subject = f"policy_draft:{rehearsal.draft.handle}"
        record("policy_rehearsed", subject=subject, actor=actor, now=now, details=details)


def _begin(rehearsal: Rehearsal, now: datetime) -> None:
    """Note where the log stands before the first case is read: what is recorded later may not be in the list."""
    rehearsal.state = Rehearsal.RUNNING
    rehearsal.event_seq = length_of_log()
    rehearsal.batches = [list(pair) for pair in last_batches(legal_day(now))]
    rehearsal.total = cases_to_rehearse(rehearsal.batches).count()


def _next_cases(rehearsal: Rehearsal) -> list[Case]:
    wanted = cases_to_rehearse(rehearsal.batches).filter(pk__gt=rehearsal.after_case)
    return list(wanted.select_related("snapshot", "authority", "received_by").order_by("pk")[:AT_ONCE])


def _judge(rehearsal: Rehearsal, cases: list[Case]) -> None:
    pack = pack_from(unpacked(rehearsal.body), rehearsal.handle)
    rows = [row for row in (difference(case, pack) for case in cases) if row]
    Flip.objects.bulk_create(Flip(rehearsal=rehearsal, number=row["number"], row=row) for row in rows)
    rehearsal.judged += len(cases)
