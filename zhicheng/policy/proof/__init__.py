"""A pack proven: a statement of what every pack must hold to, tried on everybody whom the pack can tell apart.

`docs/policy-proof.md` says what is proven, what is not, and how to read a counter-example.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from zhicheng.domain.eligibility import Pack
from zhicheng.policy.proof import alive, ladder, monotone, places, tables, times, verdicts
from zhicheng.policy.proof.counter_example import CounterExample, facts_json
from zhicheng.policy.proof.grid import NoAnswer
from zhicheng.policy.proof.profiles import Profiles

__all__ = ["CounterExample", "counter_examples", "prove"]

Statement = Callable[[Profiles], Iterator[CounterExample]]

OF_PLACES: tuple[Statement, ...] = (places.places, tables.tables_alive)
OF_RULES: tuple[Statement, ...] = (
    verdicts.no_contradiction,
    ladder.higher_schooling,
    alive.rules_alive,
    alive.readings_alive,
    monotone.another_schooling,
    monotone.better_facts,
    monotone.later,
    times.years_decide,
    verdicts.at_leap_days,
    verdicts.parts_apart,
    verdicts.one_verdict,
)


@dataclass(frozen=True, slots=True)
class _Rules:
    """A pack, the same as any other whose rules, readings and windows are the same."""

    key: str
    pack: Pack = field(compare=False)


def prove(pack: Pack) -> tuple[CounterExample, ...]:
    """Every counter-example found; none when the pack is proven.

    Takes seconds of processor time. What does not depend on names, telephones and counties is proven once for all packs
    that agree in it, in one process.
    """
    found = [*_tried(OF_PLACES, Profiles.of(pack)), *_of_rules(_Rules(_key(pack), pack))]
    return tuple({one.sentence: one for one in found}.values())


def counter_examples(pack: Pack) -> Iterator[CounterExample]:
    """The same one by one, the quickest statements first, for who needs only the first."""
    yield from _tried((*OF_PLACES, *OF_RULES), Profiles.of(pack))


@lru_cache(maxsize=8)
def _of_rules(rules: _Rules) -> tuple[CounterExample, ...]:
    return tuple(_tried(OF_RULES, Profiles.of(rules.pack)))


def _key(pack: Pack) -> str:
    parts = (pack.routes, pack.reading, pack.accepted, pack.batches, pack.city, pack.deciders, sorted(pack.regions))
    tables = (pack.series, pack.exam_only, pack.licence_needs, [one.kind for one in pack.regions.values()])
    return hashlib.sha256(repr((parts, tables)).encode()).hexdigest()


def _tried(statements: tuple[Statement, ...], people: Profiles) -> Iterator[CounterExample]:
    for statement in statements:
        try:
            yield from statement(people)
        except NoAnswer as failed:
            yield CounterExample("one_verdict", f"核对时出错：{failed}。", (facts_json(failed.facts),))
