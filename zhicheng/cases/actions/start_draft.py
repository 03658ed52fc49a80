"""A person begins an application; the one that is already live is given back instead of a second."""

from datetime import datetime

from django.db import IntegrityError, transaction

from zhicheng.cases.barred import bar_of
from zhicheng.cases.models import Case
from zhicheng.domain.faults import Refused
from zhicheng.domain.permissions import Actor
from zhicheng.domain.states import LIVE, Act
from zhicheng.events.record import record


def start_draft(*, actor: Actor, now: datetime) -> Case:
    """The person's live case, made now if there is none. The database admits one live case per person.

    Raises Refused while a revocation bars the person from applying.
    """
    live = Case.objects.filter(person_id=actor.person_id, state__in=[state.value for state in LIVE])
    existing = live.first()
    if existing:
        return existing
    if bar := bar_of(actor.person_id, now):
        raise Refused(f"{bar.what}。{bar.cure}。", (bar.defect(),))
    try:
        with transaction.atomic():
            case = Case.objects.create(person_id=actor.person_id, created_at=now, changed_at=now)
            record(Act.EDIT, subject=f"case:{case.handle}", actor=actor, now=now, after=case.state)
            return case
    except IntegrityError:
        return live.get()
