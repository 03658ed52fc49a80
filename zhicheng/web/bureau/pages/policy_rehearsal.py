"""The list of a rehearsal: who comes out otherwise and why, by batch and bureau, and as a table to take along."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from zhicheng.domain.eligibility import words
from zhicheng.domain.words import batch_words, clause_words
from zhicheng.policy.deployment import deployed_pack
from zhicheng.policy.desk.queries import BETTER, UNCLEAR, WORSE, Count, direction_of

DIRECTIONS = {WORSE: "变差", BETTER: "变好", UNCLEAR: "不能测算"}
TONES = {WORSE: "stop", BETTER: "good", UNCLEAR: "wait"}
RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class FlipRow:
    """One case on the list, in words; nothing of anybody's identity but the name."""

    number: str
    name: str
    unit: str
    level: str
    batch: str
    bureau: str
    state: str
    direction: str
    tone: str
    old: str
    new: str
    why: tuple[tuple[str, str, str, str], ...]
    trouble: tuple[str, ...]


def flip_row(row: dict[str, Any]) -> FlipRow:
    """A row of the signed list as an officer reads it."""
    direction = direction_of(row)
    return FlipRow(
        number=row["number"],
        name=row["name"],
        unit=row["unit"],
        level=words.LEVEL.get(row["level"], row["level"]),
        batch=batch_name(row.get("batch", "")),
        bureau=row.get("bureau", ""),
        state="在办" if row["in_flight"] else "已办结",
        direction=DIRECTIONS[direction],
        tone=TONES[direction],
        old=_verdict(row["from"], row.get("rule_from")),
        new=_verdict(row["to"], row.get("rule_to")),
        why=tuple(_why(one) for one in row["why"]),
        trouble=tuple(row["trouble"]),
    )


def batch_name(batch: str) -> str:
    """2024年第三批; one of a county's own with the county before it."""
    region = deployed_pack().regions.get(batch[:-7])
    return f"{region.name} {batch_words(batch)}" if region else batch_words(batch)


def _verdict(outcome: str, rule: str | None) -> str:
    return words.OUTCOME.get(outcome, "不能测算") + (f"（{rule}）" if rule and outcome == "met" else "")


def _why(one: dict[str, Any]) -> tuple[str, str, str, str]:
    """Which condition or material, by which clause, what was said before, what is said now."""
    code = one.get("condition") or one.get("material") or ""
    label = words.CONDITION.get(code) or words.MATERIAL.get(code, code)
    return label, clause_words(one["clause"]), one.get("because_before") or "", one["because"]


@dataclass(frozen=True, slots=True)
class CountRow:
    """One line of the count: a batch or a bureau."""

    label: str
    worse: int
    better: int
    unclear: int


def totals(counts: Iterable[Count]) -> CountRow:
    """Everybody together."""
    return _summed("合计", list(counts))


def by_batch(counts: Iterable[Count]) -> list[CountRow]:
    """A line for each batch."""
    held = list(counts)
    labels = dict.fromkeys(one.batch for one in held)
    return [_summed(batch_name(label) or "没有批次", [one for one in held if one.batch == label]) for label in labels]


def by_bureau(counts: Iterable[Count]) -> list[CountRow]:
    """A line for each bureau."""
    held = list(counts)
    labels = dict.fromkeys(one.bureau for one in held)
    return [_summed(label or "还没有送人社部门", [one for one in held if one.bureau == label]) for label in labels]


def _summed(label: str, counts: list[Count]) -> CountRow:
    of = {kind: sum(one.cases for one in counts if one.direction == kind) for kind in (WORSE, BETTER, UNCLEAR)}
    return CountRow(label, of[WORSE], of[BETTER], of[UNCLEAR])


HEADINGS = ("编号", "姓名", "单位", "级别", "批次", "人社部门", "办理状态", "变化", "原来", "改后", "原因", "依据")


def as_csv(rows: Iterable[FlipRow]) -> str:
    """The list as a table for a meeting; no cell begins as a formula would, whatever a unit is called."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEADINGS)
    for row in rows:
        reasons = "；".join(because for _, _, _, because in row.why) or "；".join(row.trouble)
        clauses = "；".join(clause for _, clause, _, _ in row.why)
        cells = [row.number, row.name, row.unit, row.level, row.batch, row.bureau, row.state, row.direction]
        table.writerow([safe(cell) for cell in (*cells, row.old, row.new, reasons, clauses)])
    return "\ufeff" + written.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell
