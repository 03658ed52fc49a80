"""The worked cases of a pack as rows of the form, and as the examples file again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhicheng.domain.eligibility import words
from zhicheng.policy.form.controls import Table, rows_in
from zhicheng.policy.words import labels as w
from zhicheng.policy.words.labels import Words
from zhicheng.policy.worked.words import NONE, Fact, facts_of, path_of, path_words, value_of, value_words

FIRST = ("verdict", "rule", "earliest")
MORE = {"authority": "由谁审核", "received_by": "由谁受理", "batch": "批次", "alternatives": "还可申报"}
PLACE = "#"  # where a row stood in the file
Names = Mapping[str, Words]


def rows_of_cases(examples: dict[str, Any], names: Names) -> Table:
    """A row of texts for each worked case."""
    facts = facts_of(names)
    return [
        {**_row(case, facts, names), PLACE: str(place)} for place, case in enumerate(rows_in(examples.get("cases")))
    ]


def _row(case: dict[str, Any], facts: Mapping[str, Fact], names: Names) -> dict[str, str]:
    change, without, expect = case.get("change"), case.get("without"), _mapping(case.get("expect"))
    changes = _mapping(change).items()
    return {
        "name": str(case.get("name") or ""),
        "person": str(case.get("person") or ""),
        "change": "\n".join(
            f"{path_words(path, facts)} = {value_words(path, value, facts)}" for path, value in changes
        ),
        "without": "\n".join(path_words(str(path), facts) for path in without) if isinstance(without, list) else "",
        "verdict": str(expect.get("verdict") or ""),
        "rule": _or_none(expect, "rule"),
        "earliest": _or_none(expect, "earliest"),
        "more": "\n".join(_more(expect, names)),
        "reading": str(case.get("reading") or ""),
    }


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _or_none(expect: dict[str, Any], name: str) -> str:
    if name not in expect:
        return ""
    return NONE if expect[name] is None else str(expect[name])


def _more(expect: dict[str, Any], names: Names) -> Iterator[str]:
    for name, value in expect.items():
        if name in FIRST:
            continue
        if name in ("findings", "materials"):
            labels, said = _judged(name)
            yield from (
                f"{labels.get(code, code)} = {said.get(str(one), str(one))}" for code, one in _mapping(value).items()
            )
        else:
            yield f"{MORE.get(name, name)} = {_more_said(name, value, names)}"


def _judged(kind: str) -> tuple[Words, Words]:
    return (w.CONDITION, words.OUTCOME) if kind == "findings" else (w.MATERIAL, words.MATERIAL_STATE)


def _more_said(name: str, value: Any, names: Names) -> str:
    if value in (None, []):
        return NONE
    if name == "alternatives" and isinstance(value, list):
        return "、".join(w.LEVEL.get(str(one), str(one)) for one in value)
    return names.get("regions", {}).get(str(value), str(value))


# -- back -------------------------------------------------------------------------------------------------------------


def cases_from(rows: Table, examples: dict[str, Any], names: Names) -> dict[str, Any]:
    """The examples with the cases as the form leaves them; what nobody touched stays exactly as it was written."""
    facts, before = facts_of(names), rows_in(examples.get("cases"))
    shown = rows_of_cases(examples, names)
    cases = []
    for row in rows:
        place = row.get(PLACE, "")
        old, old_row = (before[int(place)], shown[int(place)]) if place else ({}, {})
        cases.append(_case(row, old, old_row, facts, names))
    return {**examples, "cases": cases}


def _case(
    row: dict[str, str], old: dict[str, Any], shown: dict[str, str], facts: Mapping[str, Fact], names: Names
) -> dict[str, Any]:
    same = {name for name, text in shown.items() if row.get(name, "") == text}
    case: dict[str, Any] = dict(old)
    for name in ("name", "person", "reading"):
        _put(case, name, row.get(name, ""), keep=name in same and name in old, always=name != "reading")
    if "change" not in same:
        _put(case, "change", _changes(row.get("change", ""), facts))
    if "without" not in same:
        _put(case, "without", [path_of(line, facts) for line in _lines(row.get("without", ""))])
    if not {*FIRST, "more"} <= same:
        case["expect"] = _expect(row, names)
    return case


def _put(case: dict[str, Any], name: str, value: Any, *, keep: bool = False, always: bool = False) -> None:
    if keep:
        return
    if value or always:
        case[name] = value
    else:
        case.pop(name, None)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in _lines(text):
        label, _, said = line.replace("＝", "=").partition("=")
        yield label.strip(), said.strip()


def _changes(text: str, facts: Mapping[str, Fact]) -> dict[str, Any]:
    paths = ((path_of(label, facts), said) for label, said in _pairs(text))
    return {path: value_of(path, said, facts) for path, said in paths}


def _expect(row: dict[str, str], names: Names) -> dict[str, Any]:
    expect: dict[str, Any] = {"verdict": row["verdict"]} if row.get("verdict") else {}
    for name in ("rule", "earliest"):
        if row.get(name):
            expect[name] = None if row[name] == NONE else row[name]
    for label, said in _pairs(row.get("more", "")):
        _expected(expect, label, said, names)
    return expect


def _expected(expect: dict[str, Any], label: str, said: str, names: Names) -> None:
    for kind in ("findings", "materials"):
        labels, outcomes = _judged(kind)
        code = _code(labels, label)
        if code in labels:
            expect.setdefault(kind, {})[code] = _code(outcomes, said)
            return
    name = _code(MORE, label)
    if name == "alternatives":
        expect[name] = [] if said == NONE else [_code(w.LEVEL, one.strip()) for one in said.split("、")]
    else:
        expect[name] = None if said == NONE else _code(names.get("regions", {}), said)


def _code(labels: Mapping[str, str], label: str) -> str:
    return next((code for code, one in labels.items() if one == label), label)


# -- what the officer may look up --------------------------------------------------------------------------------------


def people_in_words(examples: dict[str, Any], names: Names) -> list[tuple[str, list[str]]]:
    """Each person from whom a case begins, with the facts line by line."""
    facts = facts_of(names)
    return [
        (str(name), list(_told(_mapping(person), facts))) for name, person in _mapping(examples.get("people")).items()
    ]


def _told(person: dict[str, Any], facts: Mapping[str, Fact]) -> Iterator[str]:
    for name, value in person.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for index, item in enumerate(value):
                yield f"{path_words(f'{name}.{index}', facts)} = {value_words(f'{name}.{index}', item, facts)}"
        else:
            yield f"{path_words(name, facts)} = {value_words(name, value, facts)}"


def vocabulary(names: Names) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be written in a change: each group with its items and the words that they take."""
    groups = []
    for one in facts_of(names).values():
        number = "1" if one.many else ""
        items = [(f"{one.label}{number}.{item.label}", _takes(item)) for item in (one.below or {}).values()]
        groups.append((one.label, items or [(one.label, _takes(one))]))
    return groups


def _takes(one: Fact) -> str:
    if one.below:
        return "、".join(item.label for item in one.below.values())
    return "、".join(one.words.values()) if one.words else ""
