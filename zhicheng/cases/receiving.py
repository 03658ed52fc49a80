"""Which bureau receives an application and which decides it: by the employer's affiliation and the level."""

from zhicheng.people.models import Organisation
from zhicheng.policy.deployment import deployed_pack


def bureau_for(affiliation: str) -> Organisation | None:
    """The bureau to which units of this affiliation belong; None where the pack names none (a person must decide)."""
    return _bureau(deployed_pack().received_by(affiliation))


def deciding_bureau(affiliation: str, level: str) -> Organisation | None:
    """The bureau that decides on this level for units of this affiliation; None where the pack names none."""
    return _bureau(deployed_pack().authority_for(affiliation, level))


def _bureau(code: str | None) -> Organisation | None:
    return Organisation.objects.filter(kind="bureau", affiliation=code).first() if code else None
