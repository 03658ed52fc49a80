"""The tables of a pack's catalogue as rows for the form, and as files again."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

from zhicheng.policy.pack_files import TABLES
from zhicheng.policy.pack_form import Sheet, Table
from zhicheng.policy.packs import PackContent


def sheet_of(content: PackContent) -> Sheet:
    """What the form shows of a pack."""
    files = _files(content)
    return Sheet(content.content, {name: rows_of(content.tables.get(file, b"")) for name, file in files.items()})


def content_of(sheet: Sheet, before: PackContent) -> PackContent:
    """The pack as the form leaves it; a table whose rows are the same keeps its bytes."""
    tables = dict(before.tables)
    for name, file in _files(before).items():
        rows, old = sheet.tables.get(name, []), before.tables.get(file, b"")
        if rows != rows_of(old):
            tables[file] = csv_of(rows, columns_of(old))
    return replace(before, content=sheet.content, tables=tables)


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
