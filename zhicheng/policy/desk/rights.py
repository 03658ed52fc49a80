"""Who may do what at the policy desk: the bureau of the city whose pack is in use."""

from zhicheng.domain.faults import NotNow, NotYours
from zhicheng.domain.permissions import BUREAU_ROLES, Actor, Role
from zhicheng.people.models import Organisation
from zhicheng.policy.deployment import deployed_pack

DRAFTERS = (Role.BUREAU_REVIEWER, Role.BUREAU_LEADER)
PUBLISHERS = (Role.BUREAU_LEADER,)
READERS = (*BUREAU_ROLES, Role.AUDITOR)


def may_read(actor: Actor) -> bool:
    """Whether the actor reads the desk: everybody at a bureau, and the auditor."""
    return actor.role in READERS


def may_draft(actor: Actor) -> bool:
    """Whether the actor drafts and proposes: reviewers and leaders of the city's bureau."""
    return actor.role in DRAFTERS and _at_city_bureau(actor)


def may_publish(actor: Actor) -> bool:
    """Whether the actor publishes what another proposed: leaders of the city's bureau."""
    return actor.role in PUBLISHERS and _at_city_bureau(actor)


def must_read(actor: Actor) -> None:
    """Raises NotYours for whoever has no business at the desk."""
    if not may_read(actor):
        raise NotYours


def must_draft(actor: Actor) -> None:
    """Raises NotYours or NotNow for whoever does not draft."""
    must_read(actor)
    if not may_draft(actor):
        raise NotNow("政策包和日历由市级人社部门的复核人员和负责人起草，您现在的身份只能查看。")


def must_publish(actor: Actor) -> None:
    """Raises NotYours or NotNow for whoever does not publish."""
    must_read(actor)
    if not may_publish(actor):
        raise NotNow("政策包和日历由市级人社部门负责人发布，您现在的身份不能发布。")


def _at_city_bureau(actor: Actor) -> bool:
    city = deployed_pack().city
    return Organisation.objects.filter(pk=actor.organisation or 0, kind="bureau", affiliation=city).exists()
