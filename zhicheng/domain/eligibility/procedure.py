"""What a policy pack says of the procedure: publicities, papers, deadlines, the reviewer's questions and reasons."""

from __future__ import annotations

from dataclasses import dataclass

Clause = str | None
"""Section and item of the notice, `"2.3"`; None where the notice is silent and the pack's own reading decides."""


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
