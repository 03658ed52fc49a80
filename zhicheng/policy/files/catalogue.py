"""The tables behind every pack: series with their titles, exam-only specialities, licences."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO

from zhicheng.domain.eligibility.codes import LEVELS
from zhicheng.domain.eligibility.pack import ExamOnly, LicenceNeed, Series
from zhicheng.policy.files.strict import BadPack

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table's file: its name, for faults, and its bytes."""

    name: str
    data: bytes

    def rows(self, columns: tuple[str, ...]) -> list[Row]:
        """The rows by column. Raises BadPack when it is no such table or its columns are others."""
        try:
            reader = csv.DictReader(StringIO(self.data.decode("utf-8"), newline=""), strict=True)
            rows = list(reader)
        except (UnicodeDecodeError, csv.Error) as error:
            raise BadPack(self.name, [f"$: {error}"]) from error
        if tuple(reader.fieldnames or ()) != columns:
            raise BadPack(self.name, [f"$: columns must be {', '.join(columns)}"])
        crooked = [index for index, row in enumerate(rows) if None in row or None in row.values()]
        if crooked:
            raise BadPack(self.name, [f"row {index + 1}: does not have {len(columns)} columns" for index in crooked])
        return rows


def read_series(table: Table) -> dict[str, Series]:
    """The series by code, in the table's order."""
    levels = ("technician", "assistant", "intermediate", "associate_senior", "senior")
    rows = table.rows(("code", "series", *levels))
    found = {
        row["code"]: Series(
            row["code"], row["series"], {level: tuple(row[level].split("/")) for level in levels if row[level]}
        )
        for row in rows
    }
    if len(found) != len(rows):
        raise BadPack(table.name, ["$: a series is there twice"])
    return found


def read_exam_only(table: Table, series: dict[str, Series]) -> tuple[ExamOnly, ...]:
    """The specialities, `*` for a whole series; `since` empty means always."""
    faults: list[str] = []
    found = []
    for index, row in enumerate(table.rows(("series", "speciality", "levels", "scope", "since")), start=1):
        levels = frozenset(row["levels"].split())
        if row["series"] not in series:
            faults.append(f"row {index}: no series {row['series']!r}")
        if not levels or levels - LEVELS:
            faults.append(f"row {index}: levels {row['levels']!r}")
        if row["scope"] not in ("national", "province"):
            faults.append(f"row {index}: scope {row['scope']!r}")
        since = _since(row["since"], index, faults)
        speciality = None if row["speciality"] == "*" else row["speciality"]
        found.append(ExamOnly(row["series"], speciality, levels, row["scope"], since))
    if faults:
        raise BadPack(table.name, faults)
    return tuple(found)


def _since(text: str, index: int, faults: list[str]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults.append(f"row {index}: since {text!r} is no date")
        return None


def read_licences(table: Table, series: dict[str, Series]) -> dict[str, LicenceNeed]:
    """The licences by series; any one of those named in a row is enough."""
    faults: list[str] = []
    found: dict[str, LicenceNeed] = {}
    for index, row in enumerate(table.rows(("series", "licences", "from_level", "note")), start=1):
        if row["series"] not in series or row["series"] in found:
            faults.append(f"row {index}: no series, or there twice: {row['series']!r}")
        if row["from_level"] not in LEVELS:
            faults.append(f"row {index}: level {row['from_level']!r}")
        if not row["licences"].split():
            faults.append(f"row {index}: names no licence")
        found[row["series"]] = LicenceNeed(
            row["series"], tuple(row["licences"].split()), row["from_level"], row["note"]
        )
    if faults:
        raise BadPack(table.name, faults)
    return found
