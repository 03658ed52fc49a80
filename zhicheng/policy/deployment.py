"""The pack and the calendar by which this deployment works, read once and kept."""

from functools import cache

from django.conf import settings

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.workdays import WorkCalendar
from zhicheng.policy.calendars import load_calendar
from zhicheng.policy.packs import load_pack


@cache
def pack_of(pack_id: str) -> Pack:
    """The pack with this id. Raises BadPack with every fault when it cannot be used."""
    return load_pack(pack_id, settings.ZHICHENG_POLICIES)


def deployed_pack() -> Pack:
    """The pack that new applications are filed under."""
    return pack_of(settings.ZHICHENG_POLICY)


def closed_lists() -> dict[str, dict[str, str]]:
    """The codes that archive entries may name in this deployment, each with its Chinese label."""
    pack = deployed_pack()
    regions = {code: region.name for code, region in pack.regions.items()}
    return {
        "regions": regions | {"other": "其他地区"},
        "series": {code: series.name for code, series in pack.series.items()},
    }


@cache
def calendar() -> WorkCalendar:
    """The working days, as far as they are known."""
    return load_calendar(settings.ZHICHENG_POLICIES)
