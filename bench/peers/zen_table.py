"""huzhou-2024 as decision tables of zen-engine, the worst outcome first: one over the schoolings, one of the person.

Run as a script in the bench's own environment: `python zen_table.py PEOPLE.jsonl one|each` prints verdicts and times.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import zen

Row = dict[str, str]


def _words(*words: str) -> str:
    return ", ".join(f'"{word}"' for word in words)


YES, NO, UNKNOWN = '"yes"', '"no"', '"unknown"'
HMT = _words(
    "hk_macao_permit",
    "taiwan_permit",
    "hmt_residence_permit",
    "foreign_permanent_residence",
    "overseas_talent_residence",
)
PUBLIC = {"employer_kind": '"public_institution"', "staffing": _words("established", "unknown")}
ONE_YEAR, THREE_YEARS = _words("R1", "R3", "like_R1", "like_R3"), _words("R2", "like_R2", "R5")
NEVER_HELD = _words("associate_senior", "senior")


def _each_form(word: str) -> list[Row]:
    return [{f"form_{number}": f'"{word}"'} for number in (1, 2, 3)]


SCHOOLING: tuple[list[Row], list[Row], list[Row]] = (
    [
        {"way": '"none"'},
        {"had": '"future"'},
        {"conclusion": _words("completed", "incomplete")},
        {"way": ONE_YEAR, "years_perhaps": "< 1"},
        {"way": THREE_YEARS, "years_perhaps": "< 3"},
        {"way": '"R5"', "years_since_perhaps": "< 1"},
        {"work": NO},
        {"work": YES, "field": '"unrelated"', "same_work": NO},
        *_each_form("failed"),
    ],
    [
        {"way": _words("like_R1", "like_R2", "like_R3", "like_none")},
        {"work": YES, "field": '"unrelated"', "same_work": YES},
        *_each_form("ungraded"),
        {"no_year_worked": "true"},
    ],
    [
        {"had": UNKNOWN},
        {"level_known": "false"},
        {"conclusion": UNKNOWN},
        {"way": ONE_YEAR, "years": "< 1"},
        {"way": THREE_YEARS, "years": "< 3"},
        {"way": '"R5"', "years_since": "< 1"},
        {"work": UNKNOWN},
        {"field": UNKNOWN},
        {"field": '"unrelated"', "same_work": UNKNOWN},
        {"proof": _words("unknown", "none", "certificate")},
        {"proof": '"cscse"', "country": _words("home", "unknown")},
        {"proof": _words("pulled", "filing_form"), "country": _words("abroad", "unknown")},
        *_each_form("unstamped"),
        *_each_form("no_grade"),
        *_each_form("missing"),
        {"undated_form": "true"},
    ],
)
PERSON: tuple[list[Row], list[Row], list[Row]] = (
    [
        {"barred": "true"},
        {"id_kind": _words("passport", "foreign_work_permit")},
        {"id_kind": HMT, "employed_in_city": NO},
        {"status": _words("retired", "civil_servant")},
        {"self_evaluating": YES},
        {**PUBLIC, "free_post": NO},
        {**PUBLIC, "competition_passed": NO},
        {"by_exam": YES},
        {"licence_needed": "true", "licence": NO},
        {"series_has_level": "false"},
        {"level": NEVER_HELD},
        {"title": '"same_or_higher"'},
    ],
    [
        {"affiliation": '"other"'},
        {"employer_kind": '"public_institution"', "staffing": '"contract"'},
        {"title": '"lower_otherwise"'},
    ],
    [
        {"id_kind": UNKNOWN},
        {"id_kind": HMT, "employed_in_city": UNKNOWN},
        {"status": UNKNOWN},
        {"self_evaluating": UNKNOWN},
        {"employer_kind": UNKNOWN},
        {**PUBLIC, "staffing": UNKNOWN},
        {**PUBLIC, "free_post": UNKNOWN},
        {**PUBLIC, "competition_passed": UNKNOWN},
        {"employer_kind": _words("public_institution", "unknown"), "post_table": _words("no", "unknown")},
        {"affiliation": UNKNOWN},
        {"by_exam": UNKNOWN},
        {"licence_needed": "true", "licence": UNKNOWN},
        {"insurance": _words("unknown", "none")},
        {"title": UNKNOWN},
    ],
)


def _table(identity: str, rows: tuple[list[Row], ...], output: str, **settings: object) -> dict[str, object]:
    """A decision table that gives 3 for not met down to 0 for met."""
    fields = sorted({field for found in rows for row in found for field in row})
    outcomes = [(row, 3 - rank) for rank, found in enumerate(rows) for row in found]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": field, "name": field, "field": field} for field in fields],
        "outputs": [{"id": output, "name": output, "field": output}],
        "rules": [
            {"_id": str(number), **dict.fromkeys(fields, ""), **row, output: str(outcome)}
            for number, (row, outcome) in enumerate([*outcomes, ({}, 0)])
        ],
        **settings,
    }
    return {"id": identity, "name": identity, "type": "decisionTableNode", "content": content}


CONDITIONS: dict[str, tuple[str, ...]] = {
    "not_barred": ("barred",),
    "identity": ("id_kind",),
    "in_post": ("status",),
    "employer_not_self_evaluating": ("self_evaluating",),
    "post_table_paper": ("post_table",),
    "vacancy": ("employer_kind",),
    "not_exam_only": ("by_exam",),
    "licence_held": ("licence_needed",),
    "series_with_level": ("series_has_level",),
    "level_by_determination": ("level",),
    "not_already_held": ("title",),
    "jurisdiction": ("affiliation",),
    "insurance_record": ("insurance",),
}
"""The person's conditions, and a column by which each one's rows are known; a row belongs to the first that fits."""


def _of_condition(name: str) -> tuple[list[Row], ...]:
    return tuple([row for row in rows if _condition(row) == name] for rows in PERSON)


def _condition(row: Row) -> str:
    return next(name for name, columns in CONDITIONS.items() if not row.keys().isdisjoint(columns))


def decision(each: bool) -> str:
    """The tables in zen-engine's own format; the best schooling counts, and the worse of it and the person.

    With `each` every condition of the person has a table and an outcome of its own, else there is one table for all.
    """
    loop = {"executionMode": "loop", "inputField": "schoolings", "outputPath": "tried"}
    by_schooling = _table("by_schooling", SCHOOLING, "outcome", **loop)
    by_person = [_table(name, _of_condition(name), name) for name in CONDITIONS] if each else []
    by_person = by_person or [_table("person", PERSON, "person")]
    found = ", ".join(str(table["id"]) for table in by_person)
    verdict = {"id": "verdict", "key": "verdict", "value": f"max([{found}, min(map(tried, #.outcome))])"}
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "content": {}},
        by_schooling,
        *by_person,
        {"id": "verdict", "name": "verdict", "type": "expressionNode", "content": {"expressions": [verdict]}},
        {"id": "out", "name": "out", "type": "outputNode", "content": {}},
    ]
    tables = [str(table["id"]) for table in (by_schooling, *by_person)]
    ways = [*(("in", one) for one in tables), *((one, "verdict") for one in tables), ("verdict", "out")]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in ways]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def main(path: str, how: str) -> None:
    """Evaluates every person of the file, some rounds; the fastest round counts. `how`: `one` table, or `each`."""
    with open(path, encoding="utf-8") as file:
        people: list[dict[str, Any]] = [json.loads(line) for line in file]
    made = zen.ZenEngine().create_decision(decision(how == "each"))
    used = []
    for _ in range(5):
        cpu = time.process_time()
        answers = [made.evaluate(person)["result"]["verdict"] for person in people]
        used.append(time.process_time() - cpu)
    print(json.dumps({"seconds": min(used), "verdicts": [int(one) for one in answers]}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
