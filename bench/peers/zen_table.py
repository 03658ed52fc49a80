"""huzhou-2024 as one decision table of zen-engine: the worst outcome first, the first row that fits.

Run as a script in the bench's own environment: `python zen_table.py PEOPLE.jsonl` prints verdicts and times as JSON.
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


NOT_MET: list[Row] = [
    {"barred": "true"},
    {"way": '"none"'},
    {"had": '"future"'},
    {"conclusion": _words("completed", "incomplete")},
    {"way": ONE_YEAR, "years_perhaps": "< 1"},
    {"way": THREE_YEARS, "years_perhaps": "< 3"},
    {"way": '"R5"', "years_since_perhaps": "< 1"},
    {"work": NO},
    {"work": YES, "field": '"unrelated"', "same_work": NO},
    *_each_form("failed"),
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
]
MANUAL: list[Row] = [
    {"way": _words("like_R1", "like_R2", "like_R3", "like_none")},
    {"work": YES, "field": '"unrelated"', "same_work": YES},
    *_each_form("ungraded"),
    {"no_year_worked": "true"},
    {"affiliation": '"other"'},
    {"employer_kind": '"public_institution"', "staffing": '"contract"'},
    {"title": '"lower_otherwise"'},
]
INCOMPLETE: list[Row] = [
    {"had": UNKNOWN, "way": _words("R1", "R2", "R3", "R4", "R5", "R6")},
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
]
ROWS = [
    *((row, "not_met") for row in NOT_MET),
    *((row, "manual") for row in MANUAL),
    *((row, "incomplete") for row in INCOMPLETE),
    ({}, "met"),
]


def decision() -> str:
    """The table in zen-engine's own format, between an input and an output."""
    fields = sorted({field for row, _ in ROWS for field in row})
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": field, "name": field, "field": field} for field in fields],
        "outputs": [{"id": "verdict", "name": "verdict", "field": "verdict"}],
        "rules": [
            {"_id": str(number), **dict.fromkeys(fields, ""), **row, "verdict": f'"{verdict}"'}
            for number, (row, verdict) in enumerate(ROWS)
        ],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "content": {}},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode", "content": {}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
        {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
    ]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def main(path: str) -> None:
    """Evaluates every person of the file, some rounds; the fastest round counts."""
    with open(path, encoding="utf-8") as file:
        people: list[dict[str, Any]] = [json.loads(line) for line in file]
    made = zen.ZenEngine().create_decision(decision())
    rounds = []
    for _ in range(3):
        started = time.process_time()
        answers = [made.evaluate(person)["result"]["verdict"] for person in people]
        rounds.append(time.process_time() - started)
    print(json.dumps({"seconds": min(rounds), "verdicts": answers}))


if __name__ == "__main__":
    main(sys.argv[1])
