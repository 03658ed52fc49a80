"""Who decides and who receives, area by area, as the deployed pack says."""

from dataclasses import dataclass

from zhicheng.domain.eligibility.pack import Pack
from zhicheng.domain.eligibility.words import LEVEL
from zhicheng.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Office:
    """A bureau that one may call, with the areas that it handles."""

    name: str
    office: str
    telephone: str
    address: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One area: who decides at each level, and where the application and the paper go."""

    area: str
    note: str
    deciders: tuple[tuple[str, str], ...]
    received_by: str


def offices(pack: Pack, bureaus: dict[str, Organisation]) -> list[Office]:
    """The bureaus in the pack's order of regions."""
    own = [region for region in pack.regions.values() if region.bureau == region.code]
    return [
        Office(
            name=_name(pack, region.code, bureaus),
            office=region.office,
            telephone=region.phone,
            address=bureaus[region.code].address if region.code in bureaus else "",
            areas=tuple(one.name for one in pack.regions.values() if one.bureau == region.code),
        )
        for region in own
    ]


def rows(pack: Pack, bureaus: dict[str, Organisation]) -> list[Row]:
    """The table of areas and levels."""
    levels = [level for level in LEVEL if level in pack.reading.levels_by_determination]
    return [
        Row(
            area=region.name,
            note=region.note,
            deciders=tuple(
                (LEVEL[level], _name(pack, pack.authority_for(region.code, level), bureaus)) for level in levels
            ),
            received_by=_name(pack, pack.received_by(region.code), bureaus),
        )
        for region in pack.regions.values()
    ]


def _name(pack: Pack, code: str | None, bureaus: dict[str, Organisation]) -> str:
    if code is None:
        return "请致电咨询"
    return bureaus[code].name if code in bureaus else pack.regions[code].office
