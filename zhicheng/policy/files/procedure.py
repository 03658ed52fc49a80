"""The sections of a pack on the procedure: periods, paper, questions and reasons."""

from __future__ import annotations

from collections.abc import Mapping

from zhicheng.domain.eligibility import codes
from zhicheng.domain.eligibility.pack import Series
from zhicheng.domain.eligibility.procedure import (
    ChecklistItem,
    Correction,
    Document,
    Paper,
    Publicity,
    RefusalReason,
    ReturnReason,
)
from zhicheng.policy.files.strict import Section

PAPER_GATES = frozenset(("none", "document", "certificate"))
TRANSITIONS = frozenset(("keep", "rejudge"))
TITLE_DATES = frozenset(("document", "publicity_end"))


def texts(top: Section, name: str) -> tuple[str, ...]:
    """A list of texts."""
    value = top.raw(name)
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        top.fault(name, "must be a list of texts")
        return ()
    return tuple(value)


def publicity(section: Section) -> Publicity:
    """The two publicities."""
    read = Publicity(
        employer_days=section.whole("employer_days", section.ruled("employer_days")),
        official_days=section.whole("official_days", section.ruled("official_days")),
        count_start=section.flag("count_start", section.ruled("count_start")),
        restart_on_changed_fact=section.flag("restart_on_changed_fact", section.ruled("restart_on_changed_fact")),
    )
    section.done()
    return read


def paper(section: Section) -> Paper:
    """The signed forms."""
    read = Paper(
        copies=section.whole("copies", section.ruled("copies")),
        due_days=section.whole("due_days", section.ruled("due_days")),
        gate=section.code("gate", PAPER_GATES, section.ruled("gate")),
    )
    section.done()
    return read


def correction(section: Section) -> Correction:
    """The answer to a return."""
    read = Correction(section.whole("working_days", section.ruled("working_days")))
    section.done()
    return read


def document(section: Section) -> Document:
    """The official document."""
    read = Document(section.code("title_date", TITLE_DATES, section.ruled("title_date")))
    section.done()
    return read


def transition(top: Section) -> str:
    """What becomes of cases in flight when the next pack comes."""
    return top.code("transition", TRANSITIONS, top.ruled_or("transition", "keep"))


def checklist(top: Section, series: Mapping[str, Series]) -> tuple[ChecklistItem, ...]:
    """The reviewer's questions."""
    read = []
    for row in top.rows("checklist"):
        read.append(
            ChecklistItem(
                code=row.text("code"),
                question=row.text("question"),
                levels=row.codes("levels", codes.LEVELS, row.optional("levels", [])),
                employer_kinds=row.codes("employer_kinds", codes.EMPLOYER_KINDS, row.optional("employer_kinds", [])),
                series=row.codes("series", series, row.optional("series", [])),
                clause=row.clause(),
            )
        )
        row.done()
    top.once("checklist", (item.code for item in read))
    return tuple(read)


def refusal_reasons(top: Section) -> tuple[RefusalReason, ...]:
    """The coded grounds of refusal."""
    read = []
    for row in top.rows("refusal_reasons"):
        read.append(RefusalReason(row.text("code"), row.text("wording"), row.clause()))
        row.done()
    top.once("refusal_reasons", (reason.code for reason in read))
    return tuple(read)


def return_reasons(top: Section) -> tuple[ReturnReason, ...]:
    """The coded defects."""
    read = []
    for row in top.rows("return_reasons"):
        read.append(ReturnReason(row.text("code"), row.text("wording"), row.text("cure"), row.clause()))
        row.done()
    top.once("return_reasons", (reason.code for reason in read))
    return tuple(read)
