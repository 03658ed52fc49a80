"""Which edition of its page a paper is made in: the one that was in force on the paper's own day."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhicheng.documents.papers.faults import NoSuchPaper
from zhicheng.documents.papers.kinds import KINDS

EDITIONS = Path(__file__).resolve().parents[1] / "editions"
ABOUT = "edition.json"


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a page: editions are counted 1, 2, 3; `since` is the legal day from which it is in force."""

    number: str
    since: date


def edition_on(kind: str, dated: date) -> str:
    """The edition of a paper of this legal day: the newest in force on it, the first for a day before all of them.

    Raises NoSuchPaper for an unknown kind, ValueError where an edition does not say its day.
    """
    first, *later = editions_of(kind)
    return next((one.number for one in reversed(later) if one.since <= dated), first.number)


def latest_edition(kind: str) -> str:
    """The newest edition, be it not in force yet: for specimens, never for papers. Raises as `edition_on` does."""
    return editions_of(kind)[-1].number


def editions_of(kind: str) -> tuple[Edition, ...]:
    """Every edition of a kind, oldest first. Raises as `edition_on` does."""
    folder = EDITIONS / kind
    if kind not in KINDS or not folder.is_dir():
        raise NoSuchPaper(f"no paper is called {kind!r}; there are {', '.join(sorted(KINDS))}")
    return _editions_in(folder, folder.stat().st_mtime_ns)


def since_of(folder: Path) -> date:
    """The day from which the edition in `folder` is in force. Raises ValueError, in Chinese, where it is not said."""
    try:
        said = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError("不是 JSON。") from error
    if not isinstance(said, dict) or said.keys() != {"since"}:
        raise ValueError("应当只写启用日期，如 {“since”: “2025-01-01”}。")
    return _day(said["since"])


def out_of_order(folder: Path) -> str:
    """What is wrong with the edition's day beside those of the editions before it; "" if nothing is.

    Raises ValueError where its own day cannot be read; the day of another is that one's fault.
    """
    since, one = since_of(folder), folder.resolve()
    for earlier in _numbered(one.parent):
        if earlier == one:
            break
        with suppress(OSError, ValueError):
            if since_of(earlier) >= since:
                return f"启用日期应当晚于第 {earlier.name} 版的（{since_of(earlier)}）。"
    return ""


@lru_cache(maxsize=64)
def _editions_in(folder: Path, changed_ns: int) -> tuple[Edition, ...]:
    """Read once; again when an edition was put in or taken out."""
    return tuple(Edition(one.name, _since(one)) for one in _numbered(folder))


def _since(folder: Path) -> date:
    try:
        return since_of(folder)
    except (OSError, ValueError) as error:
        wanted = '{"since": "2025-01-01"}'
        raise ValueError(
            f"{folder / ABOUT} must say from when the edition is in force, as {wanted}: {error}"
        ) from error


def _numbered(folder: Path) -> list[Path]:
    return sorted((one for one in folder.iterdir() if one.name.isdigit()), key=lambda one: int(one.name))


def _day(said: Any) -> date:
    try:
        day = date.fromisoformat(said)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != said:
        raise ValueError(f"启用日期要写成“2025-01-01”这样，不能是 {said!r}。")
    return day
