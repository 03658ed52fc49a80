"""The tables of a pack's catalogue as rows for the form, and as files again."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

from zhicheng.policy.files.folder import TABLES
from zhicheng.policy.form.controls import Sheet, Table
from zhicheng.policy.form.field import REGIONS, SERIES
from zhicheng.policy.packs import PackContent
from zhicheng.policy.words.labels import Words
from zhicheng.policy.worked.form import cases_from, rows_of_cases


def sheet_of(content: PackContent) -> Sheet:
    """What the form shows of a pack."""
    tables = {name: rows_of(content.tables.get(file, b"")) for name, file in _files(content).items()}
    people = content.examples.get("people")
    tables["people"] = [{"name": str(name)} for name in people] if isinstance(people, dict) else []
    tables["cases"] = rows_of_cases(content.examples, names_of(Sheet(content.content, tables)))
    return Sheet(content.content, tables)


def names_of(sheet: Sheet) -> dict[str, Words]:
    """The labels of the pack's own codes."""
    return {"series": sheet.words(SERIES), "regions": sheet.words(REGIONS)}


def content_of(sheet: Sheet, before: PackContent) -> PackContent:
    """The pack as the form leaves it; a table whose rows are the same keeps its bytes."""
    tables = dict(before.tables)
    for name, file in _files(before).items():
        rows, old = sheet.tables.get(name, []), before.tables.get(file, b"")
        if rows != rows_of(old):
            tables[file] = csv_of(rows, columns_of(old))
    examples, names = before.examples, names_of(sheet)
    if sheet.tables.get("cases", []) != rows_of_cases(examples, names):
        examples = cases_from(list(sheet.tables.get("cases", [])), examples, names)
    return replace(before, content=sheet.content, tables=tables, examples=examples)


def _files(content: PackContent) -> dict[str, str]:
    named = content.content.get("catalogue")
    found = named if isinstance(named, dict) else {}
    return {name: file for name in TABLES if isinstance(file := found.get(name), str)}


def rows_of(data: bytes) -> Table:
    """The rows of a table's file; none where it cannot be read."""
    try:
        rows = list(csv.DictReader(StringIO(data.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return []
    return [{str(name): str(cell or "") for name, cell in row.items() if name is not None} for row in rows]


def columns_of(data: bytes) -> list[str]:
    """The names of a table's columns."""
    try:
        return next(csv.reader(StringIO(data.decode("utf-8"), newline="")), [])
    except (UnicodeDecodeError, csv.Error):
        return []


def csv_of(rows: Table, columns: list[str]) -> bytes:
    """A table's file."""
    written = StringIO()
    writer = csv.DictWriter(written, columns, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()
