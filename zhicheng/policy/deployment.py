"""The pack and the calendar by which this deployment works: what was published, over the files it began with."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.faults import Refused
from zhicheng.domain.workdays import WorkCalendar
from zhicheng.policy.calendars import calendar_from, years_in
from zhicheng.policy.files.strict import BadPack
from zhicheng.policy.kept import from_text, unpacked
from zhicheng.policy.models import CalendarEdition, Edition
from zhicheng.policy.packs import NoSuchPack, PackContent, pack_from, read_content
from zhicheng.policy.settled import read_once, settled

__all__ = [
    "PackChanged",
    "calendar",
    "calendar_with",
    "calendar_year",
    "closed_lists",
    "content_of",
    "deployed_content",
    "deployed_pack",
    "file_packs",
    "pack_of",
    "settled",
]


class PackChanged(Refused):
    """Nobody has the pack any more under which a case was filed: nobody is judged by rules changed afterwards."""


def deployed_pack() -> Pack:
    """The pack that new applications are filed under: the one published last, else the file that the settings name."""
    return read_once("pack", _deployed)


def deployed_content() -> PackContent:
    """The plain content of the pack in use: what a draft begins from."""
    return content_of(deployed_pack())


def content_of(pack: Pack) -> PackContent:
    """The plain content behind a pack in use, kept or read from its file. Treat it as it stands: it is shared."""
    kept = Edition.objects.filter(sha256=pack.sha256).first()
    return kept.content() if kept else _in_file(pack.id)[1]


def pack_of(pack_id: str, sha256: str = "") -> Pack:
    """The pack with this id; with `sha256`, the digest pinned by a case, that very pack, from what was kept.

    Without a digest: the last one published or kept under the id, else the file. Raises NoSuchPack for an id that
    nobody knows, BadPack with every fault for a file that cannot be used, PackChanged when the pack of a digest
    was altered before it was kept.
    """
    if not sha256:
        return _newest(pack_id) or _in_file(pack_id)[0]
    for pack in file_packs(pack_id):
        if pack.sha256 == sha256:
            return pack
    kept = _kept(sha256)
    if kept is None:
        raise PackChanged(
            f"政策包 {pack_id} 的文件在这份申报提交之后被改动过，暂时不能办理。"
            "请联系管理员恢复原文件；新规则应另立新的政策包。"
        )
    return kept


def file_packs(pack_id: str) -> list[Pack]:
    """The pack of this id in the policies folder, as a list of one; empty when it is not there or cannot be used."""
    try:
        return [_in_file(pack_id)[0]]
    except (NoSuchPack, BadPack):
        return []


def closed_lists() -> dict[str, dict[str, str]]:
    """The codes that archive entries may name in this deployment, each with its Chinese label."""
    pack = deployed_pack()
    regions = {code: region.name for code, region in pack.regions.items()}
    return {
        "regions": regions | {"other": "其他地区"},
        "series": {code: series.name for code, series in pack.series.items()},
    }


def calendar() -> WorkCalendar:
    """The working days, as far as they are known: the files, and over them each year as it was approved last."""
    return read_once("calendar", _calendar)


def _deployed() -> Pack:
    published = Edition.objects.filter(ordinal__isnull=False).order_by("-ordinal")
    sha256 = published.values_list("sha256", flat=True).first()
    return _published(sha256) if sha256 else _in_file(settings.ZHICHENG_POLICY)[0]


def _published(sha256: str) -> Pack:
    """The published pack of this digest; never the file in its stead, for that says other rules."""
    pack = _kept(sha256)
    if pack is None:
        raise PackChanged(f"已发布的政策包（摘要 {sha256[:16]}…）读不出来，暂时不能办理。请联系平台维护人员。")
    return pack


def _in_file(pack_id: str) -> tuple[Pack, PackContent]:
    return _read_file(pack_id, settings.ZHICHENG_POLICIES)


@lru_cache(maxsize=64)
def _read_file(pack_id: str, root: Path) -> tuple[Pack, PackContent]:
    """Pack and content from one reading, so that what is kept is what was judged by, whoever edits the file since."""
    content = read_content(pack_id, root)
    return pack_from(content, pack_id), content


def _newest(pack_id: str) -> Pack | None:
    published = Edition.objects.filter(pack_id=pack_id, ordinal__isnull=False).order_by("-ordinal")
    sha256 = published.values_list("sha256", flat=True).first()
    if sha256 is None and not file_packs(pack_id):
        sha256 = Edition.objects.filter(pack_id=pack_id).order_by("-pk").values_list("sha256", flat=True).first()
    return _published(sha256) if sha256 else None


def _kept(sha256: str) -> Pack | None:
    """The pack of this digest from the database; read and typed once, since no edition ever changes."""
    if sha256 not in _typed:
        body = Edition.objects.filter(sha256=sha256).values_list("body", flat=True).first()
        pack = pack_from(unpacked(body), sha256) if body else None
        if pack is None or pack.sha256 != sha256:
            return None
        _typed[sha256] = pack
    return _typed[sha256]


_typed: dict[str, Pack] = {}


def calendar_with(content: dict[str, Any]) -> WorkCalendar:
    """The calendar as it would be with this year in it. Raises BadPack with every fault."""
    return calendar_from(_years() | {f"{content.get('year')}.yaml": content})


def calendar_year(year: int) -> dict[str, Any] | None:
    """The plain content of a year as it holds now, approved or from its file; None for a year that nobody entered."""
    return _years().get(f"{year}.yaml")


def _calendar() -> WorkCalendar:
    return _calendar_of(_approved(), settings.ZHICHENG_POLICIES)


@lru_cache(maxsize=8)
def _calendar_of(approved: tuple[tuple[int, str], ...], root: Path) -> WorkCalendar:
    return calendar_from(_overlaid(approved, root))


def _years() -> dict[str, dict[str, Any]]:
    return _overlaid(_approved(), settings.ZHICHENG_POLICIES)


def _approved() -> tuple[tuple[int, str], ...]:
    """Each year that was approved, as it was approved last."""
    approved = CalendarEdition.objects.filter(state=CalendarEdition.APPROVED).order_by("ordinal")
    return tuple(sorted(dict(approved.values_list("year", "body")).items()))


def _overlaid(approved: tuple[tuple[int, str], ...], root: Path) -> dict[str, dict[str, Any]]:
    return years_in(root) | {f"{year}.yaml": from_text(body) for year, body in approved}
