"""A change as data: what is put where in the facts, item by item, and the wait until a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.facts import Facts, Work
from zhicheng.domain.eligibility.pack import Clause

Path = tuple[str | int, ...]
APPEND = "+"
"""In a path: a new row at the end of the list."""


class Put(NamedTuple):
    """A value and its place in the facts: `("diplomas", 0, "proof")`, `("assessments", "+")`."""

    path: Path
    value: object


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """One thing the person can do: `wanting` names it shortly, `because` says what to do, both in Chinese.

    `code` is a condition's or a material's. `puts` are the facts once it is done; what is not known is supposed to be
    as good as can be.
    """

    code: str
    because: str
    clause: Clause
    wanting: str
    puts: tuple[Put, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is still asked of the person, and the `facts` after it: nothing is then wanting, at most a reviewer's word.

    `wait_until` is None when no time is lacking, and `as_of` itself where years are counted to a later day and the job
    need only go on until then. `waits_for` names the conditions that only time cures.
    `leads_to` is `met`, or `manual` where a reviewer is left.
    """

    wait_until: date | None
    waits_for: tuple[str, ...]
    items: tuple[ChangeItem, ...]
    facts: Facts
    leads_to: Outcome


def after(facts: Facts, items: Iterable[ChangeItem], wait_until: date | None = None) -> Facts:
    """The facts with these items done, as they stand on `wait_until` if the job held on `as_of` goes on."""
    changed: Any = facts
    for item in items:
        for one in item.puts:
            changed = _put(changed, one.path, one.value)
    return changed if wait_until is None else _waited(changed, wait_until)


def _put(owner: Any, path: Path, value: object) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if step == APPEND:
        return (*(owner or ()), value)
    if isinstance(step, int):
        return (*owner[:step], _put(owner[step], rest, value), *owner[step + 1 :])
    if owner is None or isinstance(owner, Mapping):
        held = owner or {}
        return {**held, step: _put(held.get(step), rest, value)}
    return replace(owner, **{step: _put(getattr(owner, step), rest, value)})


def _waited(facts: Facts, day: date) -> Facts:
    work = facts.work and tuple(_going_on(one, facts.as_of) for one in facts.work)
    return replace(facts, as_of=day, work=work)


def _going_on(work: Work, as_of: date) -> Work:
    if work.start is None or work.start > as_of or work.end is None or work.end < as_of:
        return work
    return replace(work, end=None, still_there=True)
