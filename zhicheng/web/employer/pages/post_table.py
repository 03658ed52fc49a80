"""A post table as a page: laid out like the annex, with each fault at its place."""

from dataclasses import dataclass
from typing import Any

from zhicheng.cases.actions.post_table_door import TABLE_STATE_WORDS, table_acts_open_to
from zhicheng.cases.actions.post_table_send import faults_of
from zhicheng.cases.post_table_queries import LedgerLine, TableEvent, history_of, ledger_of
from zhicheng.documents.queries import PaperCard, paper_by_key
from zhicheng.domain.faults import Defect
from zhicheng.domain.permissions import EMPLOYER_ROLES, Actor
from zhicheng.domain.posts import LEVELS, TableAct, TableState
from zhicheng.web.employer.forms.post_table import ROWS, PostTableForm

TONES = {
    TableState.DRAFT.value: "wait",
    TableState.RETURNED.value: "wait",
    TableState.APPROVED.value: "good",
}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of the annex's matrix: a bound field a level."""

    name: str
    label: str
    fields: list[Any]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of the name table: its form, the name of the person it has already, its faults."""

    form: Any
    name: str
    faults: list[str]


@dataclass(frozen=True)
class EditPage:
    table: Any
    form: PostTableForm
    rows: list[MatrixRow]
    people: list[PersonRow]
    levels: list[tuple[str, str, list[str]]]
    faults: dict[str, list[str]]
    problems: list[dict[str, str]]


@dataclass(frozen=True)
class TablePage:
    """What everybody sees who may read the table."""

    table: Any
    word: str
    tone: str
    ledger: list[LedgerLine]
    history: list[TableEvent]
    faults: list[Defect]
    acts: dict[str, bool]
    paper: PaperCard | None
    links_cases: bool

    @property
    def has_people(self) -> bool:
        return any(line.people for line in self.ledger)

    @property
    def totals(self) -> dict[str, int]:
        names = ("approved", "occupied", "vacant", "offered", "taken", "free")
        return {name: sum(getattr(line, name) for line in self.ledger) for name in names}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One year in the list of tables, with its sums over the levels."""

    table: Any
    word: str
    tone: str
    totals: dict[str, int]


def table_row(table: Any) -> TableRow:
    """A row from a table whose `lines` were read beforehand."""
    lines = list(table.lines.all())
    totals = {name: sum(getattr(line, name) for line in lines) for name in ("offered", "taken")}
    totals["free"] = totals["offered"] - totals["taken"]
    return TableRow(table, TABLE_STATE_WORDS[table.state], TONES.get(table.state, "quiet"), totals)


def table_page(actor: Actor, table: Any) -> TablePage:
    """The table with its ledger, its history and what this actor may do."""
    acts = table_acts_open_to(actor, table)
    made = table.state == TableState.APPROVED.value
    return TablePage(
        table=table,
        word=TABLE_STATE_WORDS[table.state],
        tone=TONES.get(table.state, "quiet"),
        ledger=ledger_of(table),
        history=history_of(table),
        faults=[] if made else faults_of(table),
        acts={act.value: act in acts for act in TableAct},
        paper=paper_by_key(f"post-table:{table.handle}:{table.version}") if made else None,
        links_cases=actor.role in EMPLOYER_ROLES,
    )


def stored(table: Any) -> tuple[dict[str, Any], list[dict[str, Any]], list[str]]:
    """What the form is filled with: figures, rows without any identity number, and the names of the rows."""
    figures: dict[str, Any] = {
        "staffing_quota": table.staffing_quota,
        "posts": table.posts,
        "already_titled": table.already_titled,
    }
    people, names = [], []
    for line in ledger_of(table):
        figures |= {
            f"ratio_{line.level}": line.ratio,
            f"approved_{line.level}": line.approved,
            f"occupied_{line.level}": line.occupied,
            f"offered_{line.level}": line.offered,
        }
    for line in ledger_of(table):
        for one in line.people:
            names.append(one.person.name)
            people.append(
                {
                    "candidate": one.pk,
                    "level": line.level,
                    "present_title": one.present_title,
                    "post_title": one.post_title,
                    "engaged_from": one.engaged_from,
                    "grade": one.grade,
                    "applies_for": one.applies_for,
                }
            )
    return figures, people, names


def edit_page(table: Any, form: PostTableForm, names: list[str], faults: list[Defect], message: str = "") -> EditPage:
    """The form with every fault at its place and, on top, all of them with a link each."""
    by_place: dict[str, list[str]] = {}
    for fault in faults:
        by_place.setdefault(fault.where, []).append(fault.what)
    people = [
        _person_row(place, row, names[place] if place < len(names) else "", by_place)
        for place, row in enumerate(form.candidates)
    ]
    problems = [{"text": fault.what, "url": f"#{_anchor(fault.where, names)}"} for fault in faults]
    problems += _typing_faults(form)
    if message and not problems:
        problems = [{"text": message, "url": ""}]
    return EditPage(
        table=table,
        form=form,
        rows=[MatrixRow(name, label, [form.matrix[f"{name}_{level}"] for level in LEVELS]) for name, label in ROWS],
        people=people,
        levels=[(level, word, by_place.get(level, [])) for level, word in LEVELS.items()],
        faults=by_place,
        problems=problems,
    )


def _person_row(place: int, row: Any, name: str, faults: dict[str, list[str]]) -> PersonRow:
    found = faults.get(f"candidates-{place}", []) + (faults.get(f"candidate:{name}", []) if name else [])
    return PersonRow(row, name, found)


def _anchor(where: str, names: list[str]) -> str:
    kind, _, name = where.partition(":")
    if kind == "candidate" and name in names:
        return f"candidates-{names.index(name)}"
    if where in LEVELS:
        return f"id_offered_{where}"
    return {"ratio": "id_ratio_senior"}.get(where, where if where.startswith("candidates-") else f"id_{where}")


def _typing_faults(form: PostTableForm) -> list[dict[str, str]]:
    """What could not be read as typed: a letter for a figure, a missing name."""
    found = []
    bound = [form.matrix, *form.candidates] if form.matrix.is_bound else []
    for one in bound:
        for name, texts in one.errors.items():
            label = one.fields[name].label if name in one.fields else ""
            url = f"#{one[name].auto_id}" if name in one.fields else ""
            found += [{"text": f"{label}：{text}", "url": url} for text in texts]
    return found
