"""What the desk of the pages shows: each paper, its editions, when it is made, and what the lint says."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from zhicheng.documents.papers.kinds import KINDS
from zhicheng.documents.papers.lint import Fault, editions_in, lint_edition
from zhicheng.documents.papers.renderer import EDITIONS, latest_edition
from zhicheng.domain.faults import NotYours


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition: `number` counts 1, 2, 3; `current` is the one in which new papers are made."""

    kind: str
    number: str
    current: bool
    faults: tuple[Fault, ...]

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


def kind_rows() -> list[KindRow]:
    """Every paper, in the order of the procedure."""
    return [KindRow(kind, about.title, about.used, _editions(kind)) for kind, about in KINDS.items()]


def edition_row(kind: str, number: str) -> EditionRow:
    """One edition. Raises NotYours where there is none."""
    found = [row for row in _editions(kind) if row.number == number] if kind in KINDS else []
    if not found:
        raise NotYours
    return found[0]


def _editions(kind: str) -> tuple[EditionRow, ...]:
    newest = latest_edition(kind)
    folders = sorted(editions_in(EDITIONS / kind), key=lambda folder: -int(folder.name))
    return tuple(EditionRow(kind, one.name, one.name == newest, _faults(one, _digest(one))) for one in folders)


@lru_cache(maxsize=200)
def _faults(folder: Path, digest: str) -> tuple[Fault, ...]:
    """The lint's answer, kept as long as no file of it changes."""
    return tuple(lint_edition(folder))


def _digest(folder: Path) -> str:
    files = sorted([*folder.rglob("*"), *(EDITIONS / "parts").glob("*.typ")])
    return sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()
