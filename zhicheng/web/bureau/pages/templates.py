"""What the desk of the pages shows: each paper, its editions and their days, and what the lint says."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

from zhicheng.documents.papers.editions import ABOUT, EDITIONS, Edition, edition_on, editions_of
from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.lint import Fault, editions_in, lint_edition
from zhicheng.domain.faults import NotYours
from zhicheng.domain.words import cn_date


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition: `number` counts 1, 2, 3; in force from `since` until `next_one` takes its place, if there is one.

    `current` is the one in which papers of today are made, `coming` one whose day is still to come. Where an edition
    of the kind does not say its day, no paper of the kind can be made: then `since` is None for all of them.
    """

    kind: str
    number: str
    since: date | None
    next_one: Edition | None
    current: bool
    coming: bool
    faults: tuple[Fault, ...]

    @property
    def began(self) -> str:
        """From when it is in force, in words."""
        return f"自{cn_date(self.since)}起启用" if self.since else "启用日期读不出来，这种文书暂时不能制作"

    @property
    def days(self) -> str:
        """The same, and since when another is instead."""
        later = self.next_one
        return self.began + (f"，自{cn_date(later.since)}起由第 {later.number} 版代替" if later else "")

    @property
    def told(self) -> list[tuple[str, int, str]]:
        """Each fault as file (from the folder of all editions), line and words."""
        return [(str(fault.file.relative_to(EDITIONS)), fault.line, fault.words) for fault in self.faults]


@dataclass(frozen=True, slots=True)
class KindRow:
    """One paper with its editions, newest first."""

    kind: str
    title: str
    used: str
    editions: tuple[EditionRow, ...]


def kind_rows(today: date) -> list[KindRow]:
    """Every paper, in the order of the procedure, with its editions as they stand on the legal day `today`."""
    return [KindRow(kind, about.title, about.used, _editions(kind, today)) for kind, about in KINDS.items()]


def edition_row(kind: str, number: str, today: date) -> EditionRow:
    """One edition. Raises NotYours where there is none."""
    found = [row for row in _editions(kind, today) if row.number == number] if kind in KINDS else []
    if not found:
        raise NotYours
    return found[0]


def _editions(kind: str, today: date) -> tuple[EditionRow, ...]:
    """Newest first."""
    try:
        now, known = edition_on(kind, today), editions_of(kind)
    except ValueError:
        folders = sorted(editions_in(EDITIONS / kind), key=lambda folder: -int(folder.name))
        return tuple(EditionRow(kind, one.name, None, None, False, False, _told(kind, one.name)) for one in folders)
    rows = [
        EditionRow(
            kind,
            one.number,
            since=one.since,
            next_one=following,
            current=one.number == now,
            coming=one.since > today and one.number != now,
            faults=_told(kind, one.number),
        )
        for one, following in zip_longest(known, known[1:])
    ]
    return tuple(reversed(rows))


def _told(kind: str, number: str) -> tuple[Fault, ...]:
    return _faults(EDITIONS / kind / number, _digest(EDITIONS / kind / number))


@lru_cache(maxsize=200)
def _faults(folder: Path, digest: str) -> tuple[Fault, ...]:
    """The lint's answer, kept as long as no file of it changes."""
    return tuple(lint_edition(folder))


def _digest(folder: Path) -> str:
    files = sorted({*folder.rglob("*"), *(EDITIONS / "parts").glob("*.typ"), *folder.parent.glob(f"*/{ABOUT}")})
    return sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()
