"""The pack and the calendar by which this deployment works, read once and kept."""

from functools import cache

from django.conf import settings

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.faults import Refused
from zhicheng.domain.workdays import WorkCalendar
from zhicheng.policy.calendars import load_calendar
from zhicheng.policy.packs import load_pack


class PackChanged(Refused):
    """The pack is no longer the one under which a case was filed: nobody is judged by rules changed afterwards."""


@cache
def _loaded(pack_id: str) -> Pack:
    return load_pack(pack_id, settings.ZHICHENG_POLICIES)


def pack_of(pack_id: str, sha256: str = "") -> Pack:
    """The pack with this id; with `sha256`, the digest pinned by a case, only if it is still that very pack.

    Raises BadPack with every fault when it cannot be used, PackChanged when it was altered under its id.
    """
    pack = _loaded(pack_id)
    if sha256 and pack.sha256 != sha256:
        raise PackChanged(
            f"政策包 {pack_id} 的文件在这份申报提交之后被改动过，暂时不能办理。"
            "请联系管理员恢复原文件；新规则应另立新的政策包。"
        )
    return pack


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
