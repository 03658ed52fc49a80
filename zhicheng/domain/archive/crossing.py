"""Faults that only show when entries are laid side by side: the same thing twice, or two jobs at one time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from zhicheng.domain.archive.entry import ArchiveEntry
from zhicheng.domain.archive.field_values import TypedValue
from zhicheng.domain.archive.reading import read_entry
from zhicheng.domain.archive.sections import section_of
from zhicheng.domain.archive.titles import entry_title

# What makes two entries of a section one and the same thing.
_SAME: dict[str, tuple[str, ...]] = {
    "schooling": ("level", "school", "speciality", "date"),
    "degree": ("level", "school", "speciality", "date"),
    "work": ("employer", "from", "to", "post"),
    "insurance": ("region", "from", "to", "employer"),
    "assessment": ("year", "employer"),
    "licence": ("kind", "number"),
    "title": ("level", "series", "speciality", "date"),
}


@dataclass(frozen=True, slots=True)
class CrossFault:
    """A fault at one field of one entry, with the other entry it clashes with; a warning when it does not block."""

    section: str
    entry: str
    field: str
    other: str
    message: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class _Read:
    entry: ArchiveEntry
    values: dict[str, TypedValue]


def cross_faults(entries: Sequence[ArchiveEntry], *, today: date) -> tuple[CrossFault, ...]:
    """Every clash between entries; the later of two in the list carries it, a pulled one never does."""
    read = [
        _Read(entry, read_entry(entry.section, entry.values, today=today, source=entry.source).values)
        for entry in entries
    ]
    found: list[CrossFault] = []
    for first, second in combinations(read, 2):
        if first.entry.section != second.entry.section:
            continue
        kept, faulty = (second, first) if second.entry.pulled else (first, second)
        if not faulty.entry.pulled:
            found.extend(_pair(kept, faulty, today))
    found.extend(_born_after(read))
    return tuple(found)


def _pair(kept: _Read, faulty: _Read, today: date) -> Iterator[CrossFault]:
    if not section_of(kept.entry.section).repeats:
        return
    if _same(kept, faulty):
        yield _twice(kept, faulty)
    elif kept.entry.section == "work":
        yield from _overlap(kept, faulty, today)


def _same(kept: _Read, faulty: _Read) -> bool:
    names = _SAME.get(kept.entry.section, ())
    present = [name for name in names if name in kept.values or name in faulty.values]
    return len(present) >= 2 and all(kept.values.get(name) == faulty.values.get(name) for name in present)


def _twice(kept: _Read, faulty: _Read) -> CrossFault:
    name = _SAME[kept.entry.section][0]
    title = entry_title(kept.entry.section, kept.entry.values)
    message = (
        f"与系统已提取的“{title}”重复，请删去您填写的这一条。"
        if kept.entry.pulled
        else f"与前面的“{title}”重复，请删去其中一条。"
    )
    return CrossFault(faulty.entry.section, faulty.entry.id, name, kept.entry.id, message, True)


def _overlap(kept: _Read, faulty: _Read, today: date) -> Iterator[CrossFault]:
    spans = [_span(one, today) for one in (kept, faulty)]
    if spans[0] is None or spans[1] is None:
        return
    start, end = max(spans[0][0], spans[1][0]), min(spans[0][1], spans[1][1])
    explained = faulty.values.get("explanation") or kept.values.get("explanation")
    # Leaving one job and beginning the next on the same day is how papers are usually written.
    if start >= end or explained:
        return
    title = entry_title("work", kept.entry.values)
    message = (
        f"{start} 至 {end} 与“{title}”时间重叠，重叠的天数只算一次。"
        "日期有误的请改正；确实同时任职的，请在“时间重叠的说明”里说明。"
    )
    yield CrossFault("work", faulty.entry.id, "from", kept.entry.id, message, False)


def _span(one: _Read, today: date) -> tuple[date, date] | None:
    start, end = one.values.get("from"), one.values.get("to", today)
    if not isinstance(start, date) or not isinstance(end, date):
        return None
    if one.entry.values.get("to", "").strip() and "to" not in one.values:
        return None
    return start, end


def _born_after(read: Sequence[_Read]) -> Iterator[CrossFault]:
    basics = next((one for one in read if one.entry.section == "basics"), None)
    born = basics.values.get("birth_date") if basics else None
    if basics is None or not isinstance(born, date):
        return
    for one in read:
        for name in ("date", "from"):
            day = one.values.get(name)
            if one.entry.section != "basics" and isinstance(day, date) and day <= born:
                label = section_of(one.entry.section).field(name).label
                message = f"{label}（{day}）不晚于您的出生日期（{born}），请核对这两项。"
                yield CrossFault(one.entry.section, one.entry.id, name, basics.entry.id, message, True)
