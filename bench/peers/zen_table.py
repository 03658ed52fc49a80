"""huzhou-2024 as decision tables of zen-engine, the worst outcome first: one over the schoolings, one of the person.

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


def decision() -> str:
    """The tables in zen-engine's own format; the best schooling counts, and the worse of it and the person."""
    loop = {"executionMode": "loop", "inputField": "schoolings", "outputPath": "tried"}
    worst = "max([person, min(map(tried, #.outcome))])"
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "content": {}},
        _table("by_schooling", SCHOOLING, "outcome", **loop),
        _table("by_person", PERSON, "person"),
        {
            "id": "verdict",
            "name": "verdict",
            "type": "expressionNode",
            "content": {"expressions": [{"id": "verdict", "key": "verdict", "value": worst}]},
        },
        {"id": "out", "name": "out", "type": "outputNode", "content": {}},
    ]
    ways = [
        ("in", "by_schooling"),
        ("in", "by_person"),
        ("by_schooling", "verdict"),
        ("by_person", "verdict"),
        ("verdict", "out"),
    ]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in ways]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def main(path: str) -> None:
    """Evaluates every person of the file, some rounds; the fastest round counts."""
    with open(path, encoding="utf-8") as file:
        people: list[dict[str, Any]] = [json.loads(line) for line in file]
    made = zen.ZenEngine().create_decision(decision())
    used = []
    for _ in range(5):
        cpu = time.process_time()
        answers = [made.evaluate(person)["result"]["verdict"] for person in people]
        used.append(time.process_time() - cpu)
    print(json.dumps({"seconds": min(used), "verdicts": [int(one) for one in answers]}))


if __name__ == "__main__":
    main(sys.argv[1])
