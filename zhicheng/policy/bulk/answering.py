"""The verdict and the rule of many people at once: what the check would say of each, without its reasons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhicheng.domain.eligibility.codes import Outcome, severity
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.bulk.judging import Judging
from zhicheng.policy.bulk.ragged import Array, Columns

AT_ONCE = 1 << 16
_KEPT = 1 << 24
NO_RULE = -1


@dataclass(frozen=True, slots=True)
class Verdicts:
    """For each person the severity of the verdict, and the number of the rule that carried it; -1 for none."""

    verdict: Array
    rule: Array
    rules: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.verdict)

    def verdict_of(self, person: int) -> Outcome:
        """The verdict on the person of this number."""
        return _OUTCOMES[int(self.verdict[person])]

    def rule_of(self, person: int) -> str | None:
        """The rule that carried it; None when none did."""
        rule = self.rule[person]
        return None if rule == NO_RULE else self.rules[rule]


_OUTCOMES = sorted(Outcome, key=severity)


def verdicts(columns: Columns, pack: Pack) -> Verdicts:
    """What `pack` says to each person; some thousands at a time, so that little is held besides the columns."""
    np.empty(_KEPT, np.uint8)  # given back at once: from then on glibc keeps freed blocks for the next slice
    judging = Judging(pack, columns)
    verdict, rule = np.empty(len(columns), np.uint8), np.empty(len(columns), np.int8)
    for start in range(0, len(columns), AT_ONCE):
        stop = min(start + AT_ONCE, len(columns))
        verdict[start:stop], rule[start:stop] = judging.judged(columns.part(start, stop))
    return Verdicts(verdict, rule, judging.rules)
