"""Each fault of a pack at the control of the form where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhicheng.policy.form.controls import Filled, Row


def with_faults(groups: Sequence[Filled], faults: Sequence[tuple[str, str]]) -> tuple[list[Filled], list[str]]:
    """Each fault (path, words) at its control, else at its row or group; those of none of them come second."""
    left = list(faults)
    marked = [_mark_group(one, left) for one in groups]
    return marked, [words for _, words in left]


def _mark_group(one: Filled, left: list[tuple[str, str]]) -> Filled:
    rows = tuple(_mark_row(row, left) for row in one.rows)
    path = one.group.path
    return replace(one, rows=rows, faults=_take(left, path) if path else ())


def _mark_row(row: Row, left: list[tuple[str, str]]) -> Row:
    nearest = sorted(row.controls, key=lambda control: -len(control.name))
    found = {control.name: _take(left, control.name) for control in nearest}
    controls = tuple(replace(control, faults=found[control.name]) for control in row.controls)
    return replace(row, controls=controls, faults=_take(left, row.path))


def _take(left: list[tuple[str, str]], path: str) -> tuple[str, ...]:
    """Take from `left` what is wrong at this path or below it."""
    mine = [one for one in left if one[0] == path or one[0].startswith((f"{path}.", f"{path}["))]
    for one in mine:
        left.remove(one)
    return tuple(words for _, words in mine)
