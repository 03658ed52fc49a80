"""Statement (b), of the tables: each speciality by examination and each licence touches somebody."""

from __future__ import annotations

from collections.abc import Iterator

from zhicheng.domain.eligibility import codes
from zhicheng.policy.proof.counter_example import CounterExample
from zhicheng.policy.proof.profiles import Profiles


def tables_alive(people: Profiles) -> Iterator[CounterExample]:
    """A row for levels that the series does not have, or under a row for the whole series, is dead."""
    pack = people.pack
    decided = pack.reading.levels_by_determination
    for index, row in enumerate(pack.exam_only):
        whole = {
            level
            for other in pack.exam_only
            if other is not row and other.series == row.series and other.speciality is None and not other.since
            for level in other.levels
        }
        if not row.levels & decided & set(pack.series[row.series].titles) - whole:
            name = row.speciality or pack.series[row.series].name
            yield CounterExample("dead", f"以考代评第{index + 1}行（{name}）：从来不起作用。")
    for series, need in pack.licence_needs.items():
        asked = {
            level
            for level in decided & set(pack.series[series].titles)
            if codes.LADDER[level] >= codes.LADDER[need.from_level]
        }
        if not asked:
            yield CounterExample("dead", f"职业资格（{pack.series[series].name}）：从来不起作用。")
