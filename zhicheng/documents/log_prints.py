"""The heads of the issue log that stand on papers, and the papers on which a reader finds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhicheng.documents.models import LogEntry, LogPrint, Paper
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.domain.words import cn_day

PAGE = 20


@dataclass(frozen=True, slots=True)
class PrintedHead:
    """A head and the paper that bears it: `words` name the paper, `after` is the place in the list."""

    after: int
    size: int
    root: bytes
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class OnPaper:
    """The papers that show given entries, each once, and the entries that none shows yet."""

    prints: list[LogPrint]
    none_yet: list[LogEntry]


def printed_heads(before: int | None = None) -> tuple[list[PrintedHead], bool]:
    """A page of the heads on papers, the newest first, from the place `before` on; and whether there are more."""
    rows, last = _drawn().order_by("-head", "-pk"), LogPrint.objects.filter(pk=before or 0).first()
    earlier = Q(head__lt=last.head_id) | Q(head=last.head_id, pk__lt=last.pk) if last else Q()
    found = list(rows.filter(earlier)[: PAGE + 1])
    return [_told(one) for one in found[:PAGE]], len(found) > PAGE


def first_prints_of(entries: Sequence[LogEntry]) -> OnPaper:
    """For each entry, in the log's order, the first paper whose head covers it."""
    prints: list[LogPrint] = []
    for place, entry in enumerate(entries):
        if prints and entry.leaf_id < prints[-1].head_id:
            continue
        found = _drawn().filter(head__size__gt=entry.leaf_id).order_by("head", "pk").first()
        if found is None:
            return OnPaper(prints, list(entries[place:]))
        prints.append(found)
    return OnPaper(prints, [])


def paper_words(one: LogPrint) -> str:
    """The paper as a reader asks for it: kind, title, number, day and bureau."""
    told = "，".join(part for part in (one.number, cn_day(one.day), one.authority) if part)
    return f"{KINDS[one.kind].title}《{one.title}》（{told}）"


def _drawn() -> QuerySet[LogPrint]:
    return LogPrint.objects.filter(Exists(Paper.objects.filter(key=OuterRef("key")))).select_related("head")


def _told(one: LogPrint) -> PrintedHead:
    return PrintedHead(one.pk, one.head.size, bytes(one.head.root), paper_words(one), one.day)
