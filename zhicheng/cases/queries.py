"""Reads, each naming who is asking; whoever may not see a row is told that there is none."""

from django.db.models import Q, QuerySet

from zhicheng.cases.models import Case
from zhicheng.cases.moves import case_view
from zhicheng.domain.faults import NotYours
from zhicheng.domain.permissions import BUREAU_ROLES, EMPLOYER_ROLES, Actor, Role, may
from zhicheng.domain.states import Act


def cases_seen_by(actor: Actor) -> QuerySet[Case]:
    """The cases that this actor may read; the same rule as `may(actor, Act.READ, …)`, as a query."""
    cases = Case.objects.select_related("person", "employer", "authority", "received_by", "snapshot")
    if actor.role is Role.APPLICANT:
        return cases.filter(person_id=actor.person_id)
    if actor.role in EMPLOYER_ROLES:
        seen = cases.filter(employer_id=actor.organisation, submitted_at__isnull=False)
    elif actor.role in BUREAU_ROLES:
        mine = Q(authority_id=actor.organisation) | Q(received_by_id=actor.organisation)
        seen = cases.filter(mine, recommended_at__isnull=False)
    elif actor.role is Role.AUDITOR:
        seen = cases.filter(submitted_at__isnull=False)
    elif actor.role is Role.WORKER:
        return cases
    else:
        return cases.none()
    return seen if actor.person is None else seen.exclude(person_id=actor.person)


def case_for(actor: Actor, handle: str) -> Case:
    """Fetch and authorise in one call. Raises NotYours for a case that this actor may not see."""
    case = (
        Case.objects.select_related("person", "employer", "authority", "received_by", "snapshot")
        .filter(handle=handle)
        .first()
    )
    if case is None or not may(actor, Act.READ, case_view(case)):
        raise NotYours
    return case


def acts_open_to(actor: Actor, case: Case) -> frozenset[Act]:
    """What this actor may do to the case now: the buttons of a page."""
    view = case_view(case)
    return frozenset(act for act in Act if act is not Act.READ and may(actor, act, view))
