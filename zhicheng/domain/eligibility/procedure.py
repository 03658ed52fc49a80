"""What a policy pack says of the procedure: windows, publicities, papers, deadlines, questions and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Clause = str | None
"""Section and item of the notice, `"2.3"`; None where the notice is silent and the pack's own reading decides."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A window for applications, both days included.

    The employer forwards until `employer_closes`. Years are counted to `years_counted_to`; None: to the day asked.
    """

    id: str
    opens: date
    closes: date
    clause: Clause
    employer_closes: date
    years_counted_to: date | None = None
    uncertain: bool = False

    def is_open_on(self, day: date) -> bool:
        """Whether applications are taken on `day`."""
        return self.opens <= day <= self.closes


def window_on(day: date, batches: tuple[Batch, ...]) -> Batch | None:
    """The window open on `day`, else the next one; None after the last."""
    for batch in batches:
        if day <= batch.closes:
            return batch
    return None


@dataclass(frozen=True, slots=True)
class Publicity:
    """Working days of both publicities, and how they are counted."""

    employer_days: int
    official_days: int
    count_start: bool
    restart_on_changed_fact: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """The signed forms: how many, within how many calendar days; `gate` is what paper holds back (`none`)."""

    copies: int
    due_days: int
    gate: str


@dataclass(frozen=True, slots=True)
class Correction:
    """Working days to answer a return."""

    working_days: int


@dataclass(frozen=True, slots=True)
class Document:
    """From which day a title counts (`document`: the official document's date)."""

    title_date: str


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A question that the bureau's reviewer answers; empty `levels` or `employer_kinds` mean: of every kind."""

    code: str
    question: str
    levels: frozenset[str]
    employer_kinds: frozenset[str]
    series: frozenset[str]
    clause: Clause

    def applies_to(self, *, level: str, employer_kind: str, series: str) -> bool:
        """Whether the question is put for a case of this level, employer and series."""
        return (
            (not self.levels or level in self.levels)
            and (not self.employer_kinds or employer_kind in self.employer_kinds)
            and (not self.series or series in self.series)
        )


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """A coded ground of refusal and its wording."""

    code: str
    wording: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """A coded defect, its wording, and what cures it."""

    code: str
    wording: str
    cure: str
    clause: Clause
