"""Whom to call, at the foot of every public page."""

from dataclasses import dataclass

from zhicheng.policy.deployment import deployed_pack


@dataclass(frozen=True, slots=True)
class Foot:
    """The city's office and its telephone."""

    bureau_name: str
    telephone: str


def foot() -> Foot:
    """The foot of the page, by the deployed pack."""
    pack = deployed_pack()
    city = pack.regions[pack.city]
    return Foot(city.office, city.phone)
