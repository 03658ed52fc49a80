"""A finding put into words: with the clause of the pack, or as the bureau's own reading."""

from __future__ import annotations

from zhicheng.domain.eligibility.answer import Finding
from zhicheng.domain.eligibility.codes import Outcome
from zhicheng.domain.eligibility.pack import Pack


def found(pack: Pack, condition: str, outcome: Outcome, because: str) -> Finding:
    """A finding under the clause that the pack gives for the condition."""
    return Finding(condition, pack.conditions[condition], outcome, because)


def by_own_reading(condition: str, outcome: Outcome, because: str) -> Finding:
    """A finding on which the notice is silent."""
    return Finding(condition, None, outcome, because)
