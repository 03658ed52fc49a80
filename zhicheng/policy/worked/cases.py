"""A pack's worked cases: read strictly, asked of the pack, and compared with what must come out."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhicheng.domain.eligibility import Answer, Facts, UnreadableFacts, check, read_facts
from zhicheng.domain.eligibility import conditions as checks
from zhicheng.domain.eligibility import materials as papers
from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.files.strict import BadPack, Section
from zhicheng.policy.worked.values import ExampleResult, value_results

__all__ = ["Example", "ExampleResult", "read_examples", "run_example", "run_examples"]

PLAIN = ("verdict", "rule", "earliest", "authority", "received_by", "batch", "alternatives")


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case as it is read: whose facts, and what must come out."""

    name: str
    note: str
    case_numbers: tuple[int, ...]
    facts: Facts
    wanted: dict[str, Any]


def run_examples(pack: Pack, examples: dict[str, Any]) -> list[ExampleResult]:
    """Every worked case asked of the pack. Raises BadPack with every fault of the examples and its path."""
    read, values = _read(pack, examples)
    return [*(run_example(one, pack) for one in read), *values]


def read_examples(pack: Pack, examples: dict[str, Any]) -> list[Example]:
    """The worked cases that ask about a person. Raises BadPack as `run_examples` does."""
    return _read(pack, examples)[0]


def run_example(case: Example, pack: Pack) -> ExampleResult:
    """One of them asked."""
    answer = check(case.facts, pack)
    got = {name: _seen(answer, name) for name in case.wanted}
    return ExampleResult(case.name, case.note, got == case.wanted, case.wanted, got, case.case_numbers)


def _seen(answer: Answer, name: str) -> Any:
    kind, _, code = name.partition(".")
    if kind == "findings":
        return str(answer.finding(code).outcome)
    if kind == "materials":
        return str(answer.material(code).state)
    if name == "batch":
        return answer.batch and answer.batch.id
    if name == "alternatives":
        return [one.level for one in answer.alternatives]
    value = getattr(answer, name)
    return value.isoformat() if isinstance(value, date) else value and str(value)


def _read(pack: Pack, examples: dict[str, Any]) -> tuple[list[Example], list[ExampleResult]]:
    faults: list[str] = []
    top = Section(examples, "", faults)
    people = top.section("people")
    cases = [_case(row, people.content, pack) for row in top.rows("cases")]
    top.once("cases", (one.name for one in cases if one))
    for row in top.rows_in("outside", top.optional("outside", [])):
        _numbers(row, row.raw("number"))
        row.text("why")
        row.text("where")
        row.done()
    values = value_results(pack, top)
    top.done()
    if faults:
        raise BadPack(f"{pack.id}: examples", faults)
    return [one for one in cases if one], values


def _case(row: Section, people: dict[Any, Any], pack: Pack) -> Example | None:
    name, note = row.text("name"), row.note("reading")
    numbers = _numbers(row, row.optional("number", []))
    wanted = _wanted(row.section("expect"))
    facts = _facts(row, people, pack)
    row.done()
    return Example(name, note, numbers, facts, wanted) if facts else None


def _numbers(row: Section, value: Any) -> tuple[int, ...]:
    if isinstance(value, list) and all(type(one) is int and one > 0 for one in value):
        return tuple(value)
    row.fault("number", f"must be a list of numbers; got {value!r}")
    return ()


def _wanted(expect: Section) -> dict[str, Any]:
    """What is expected, flat: `verdict`, `findings.licence`, `materials.education`."""
    wanted = {name: _as_json(expect.raw(name)) for name in PLAIN if name in expect.content}
    for kind, known in (("findings", checks.ORDER), ("materials", papers.CODES)):
        if kind in expect.content:
            inner = expect.section(kind)
            wanted |= {f"{kind}.{code}": inner.text(code) for code in known if code in inner.content}
            inner.done()
    expect.done()
    if not wanted:
        expect.fault("", "expects nothing")
    return wanted


def _facts(row: Section, people: dict[Any, Any], pack: Pack) -> Facts | None:
    """The person's facts with the changes of the case; None when they cannot be read."""
    person = row.code("person", [one for one in people if isinstance(one, str)])
    facts = {"facts": copy.deepcopy(people.get(person))}
    for path, value in _changes(row).items():
        _put(facts, path, value, row)
    for path in _left_out(row):
        _put(facts, path, _NOTHING, row)
    told = _as_json(facts["facts"])
    if not person or not isinstance(told, dict):
        return None
    if "as_of" not in told:
        row.fault("person", "as_of must be written, or the case changes with the days")
    try:
        return read_facts(told, today=date.min, pack=pack)
    except UnreadableFacts as error:
        for one in error.faults:
            row.fault("facts", str(one))
        return None


def _changes(row: Section) -> dict[str, Any]:
    changes = row.optional("change", {})
    if isinstance(changes, dict) and all(isinstance(path, str) for path in changes):
        return changes
    row.fault("change", "must be a mapping from paths to values")
    return {}


def _left_out(row: Section) -> list[str]:
    paths = row.optional("without", [])
    if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
        return paths
    row.fault("without", "must be a list of paths")
    return []


_NOTHING = object()


def _put(facts: dict[str, Any], path: str, value: Any, row: Section) -> None:
    """Write the value at a path, `work.0.from`, or take away what is there."""
    *way, last = [int(step) if step.isdigit() else step for step in ("facts", *path.split("."))]
    owner: Any = facts
    try:
        for step in way:
            owner = owner[step]
        if value is _NOTHING:
            del owner[last]
        else:
            owner[last] = value
    except (LookupError, TypeError):
        row.fault(path, "there is no such place in the person's facts")


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    return [_as_json(one) for one in value] if isinstance(value, list) else value
