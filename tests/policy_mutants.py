"""Every small change that somebody might make to a pack by mistake, one at a time, from the table of its fields."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import Any, NamedTuple

from zhicheng.domain.eligibility import Pack
from zhicheng.policy.files.strict import BadPack, Section
from zhicheng.policy.form.field import REGIONS, SERIES, Field, Group, Kind, Shape
from zhicheng.policy.form.parts import PARTS
from zhicheng.policy.packs import PackContent, pack_from, read_content
from zhicheng.policy.proof import counter_examples
from zhicheng.policy.worked.cases import read_examples, run_example
from zhicheng.policy.worked.values import value_results

WORDINGS = frozenset(("note", "question", "wording", "cure", "title", "name", "place", "notice", "site", "version"))
"""Texts in which a change is no fault that a rule could see; and so `legal_basis`, by its kind."""
NO_CLAUSE = "9.9"
SHORT = 8


class Mutant(NamedTuple):
    """What was changed, and the content with it."""

    name: str
    content: PackContent


def mutants(original: PackContent) -> Iterator[Mutant]:
    """All of them, always in the same order."""
    for group in (group for part in PARTS for group in part.groups):
        if group.shape is Shape.TABLE:
            yield from _of_table(group, original)
            continue
        for name, content in _of_group(group, original.content):
            yield Mutant(name, replace(original, content=content))


def _of_group(group: Group, content: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    if group.shape is Shape.ROWS:
        yield from _of_rows(group, content, (group.path,))
    elif group.shape is Shape.BY_REGION:
        for code in content[group.path]:
            yield from _of_rows(group, content, (group.path, code))
    else:
        way = (group.path,) if group.path else ()
        for one in group.fields:
            yield from _of_value(one, group.shape, content, way)


def _of_value(
    one: Field, shape: Shape, content: dict[str, Any], way: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    name = ".".join((*way, one.name))
    held = _at(content, way).get(one.name, {"value": _plain(one.default), "clause": None})
    if shape is not Shape.RULED:
        for said, value in _others(one, held, content):
            yield f"{name}: {said}", _with(content, (*way, one.name), value)
        return
    for said, value in _others(one, held["value"], content):
        yield f"{name}: {said}", _with(content, (*way, one.name), {**held, "value": value})
    yield f"{name}: clause", _with(content, (*way, one.name), {**held, "clause": _other_clause(held["clause"])})


def _of_rows(group: Group, content: dict[str, Any], way: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = _at(content, way[:-1]).get(way[-1], [])
    for index, row in enumerate(rows):
        name = f"{'.'.join(way)}[{index}]"
        yield f"{name}: dropped", _with(content, way, [*rows[:index], *rows[index + 1 :]])
        for one in group.fields:
            for said, value in _others(one, row.get(one.name, _plain(one.default)), content):
                changed = [*rows[:index], {**row, one.name: value}, *rows[index + 1 :]]
                yield f"{name}.{one.name}: {said}", _with(content, way, changed)


def _of_table(group: Group, original: PackContent) -> Iterator[Mutant]:
    file = original.content["catalogue"][group.path]
    reader = csv.DictReader(StringIO(original.tables[file].decode()))
    rows = list(reader)
    for index, row in enumerate(rows):
        name = f"{group.path}[{index}]"
        yield _written(original, file, f"{name}: dropped", reader.fieldnames, [*rows[:index], *rows[index + 1 :]])
        for one in group.fields:
            for said, value in _others(one, row[one.name], original.content):
                changed = [*rows[:index], {**row, one.name: value}, *rows[index + 1 :]]
                yield _written(original, file, f"{name}.{one.name}: {said}", reader.fieldnames, changed)


def _written(original: PackContent, file: str, name: str, columns: Any, rows: list[dict[str, Any]]) -> Mutant:
    text = StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return Mutant(name, replace(original, tables={**original.tables, file: text.getvalue().encode()}))


def _others(one: Field, value: Any, content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every other value near the one that is there, with what to call the change."""
    if one.keys is not None:
        inner = replace(one, keys=None, kind=Kind.WHOLE if one.kind is Kind.EACH_WHOLE else Kind.CODE)
        for key, held in value.items():
            yield from ((f"{key} {said}", {**value, key: other}) for said, other in _others(inner, held, content))
    elif one.kind is Kind.WHOLE:
        yield from ((f"{value} to {other}", other) for other in (value - 1, value + 1) if other >= 0)
    elif one.kind is Kind.FLAG and one.name != "uncertain":
        yield f"{value} to {not value}", not value
    elif one.kind is Kind.DAY:
        yield from _other_days(one, value)
    elif one.kind is Kind.CODE:
        words: list[Any] = [*_codes(one, content), *([None] if one.nothing else [])]
        yield from ((f"{value} to {word}", word) for word in _near(words, value))
    elif one.kind in (Kind.CODES, Kind.SPACED):
        held = value.split() if one.kind is Kind.SPACED else list(value)
        changes = [(f"without {word}", [code for code in held if code != word]) for word in held]
        changes += [(f"with {word}", [*held, word]) for word in _codes(one, content) if word not in held]
        yield from ((said, " ".join(codes) if one.kind is Kind.SPACED else codes) for said, codes in changes)
    elif one.kind is Kind.CLAUSE:
        yield "clause", _other_clause(value)
    elif one.kind is Kind.TEXT and one.name not in WORDINGS:
        yield f"{value} misspelt", f"{value or ''}9"


def _near(words: list[Any], value: Any) -> list[Any]:
    """All other words of a short list; of a long one the next on either side."""
    if len(words) <= SHORT or value not in words:
        return [word for word in words if word != value]
    place = words.index(value)
    return [words[place - 1], words[(place + 1) % len(words)]]


def _other_days(one: Field, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, date):
        yield from ((f"{value} {step:+d} day", value + timedelta(days=step)) for step in (-1, 1))
    elif one.name == "since":
        yield "from 2024-12-31 on", "2024-12-31"
    elif one.name in ("years_counted_to", "employer_closes"):
        yield "2024-12-31", date(2024, 12, 31)


def _codes(one: Field, content: dict[str, Any]) -> list[str]:
    if one.words is REGIONS:
        return [row["code"] for row in content["regions"]]
    return ["engineering", "agriculture"] if one.words is SERIES else list(one.words or ())


def _other_clause(clause: str | None) -> str | None:
    return NO_CLAUSE if clause is None else None


def _plain(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else default


def _at(content: Any, way: tuple[str, ...]) -> Any:
    for name in way:
        content = content[name]
    return content


def _with(content: dict[str, Any], way: tuple[str, ...], value: Any) -> dict[str, Any]:
    """The content with another value at the end of the way; nothing else is copied that need not be."""
    first, *rest = way
    return {**content, first: _with(content[first], tuple(rest), value) if rest else value}


class Judge:
    """Says what tells a mutant from the pack; cases that told the last one are asked first."""

    def __init__(self, original: PackContent) -> None:
        self.examples = original.examples
        self.cases = read_examples(pack_from(original, "original"), original.examples)

    def by_reader_or_cases(self, content: PackContent) -> str | None:
        """The reader's fault, or the worked case that comes out otherwise; None when neither is against it."""
        try:
            pack = pack_from(content, "mutant")
        except BadPack as bad:
            return bad.faults[0]
        values = value_results(pack, Section(self.examples, "", []))
        broken = next((one.name for one in values if not one.passed), None)
        return broken or self._case_against(pack)

    def _case_against(self, pack: Pack) -> str | None:
        for place, case in enumerate(self.cases):
            if not run_example(case, pack).passed:
                self.cases.insert(0, self.cases.pop(place))
                return case.name
        return None

    def by_proof(self, content: PackContent) -> str | None:
        """The first counter-example; None when the pack is proven."""
        found = next(counter_examples(pack_from(content, "mutant")), None)
        return found and found.sentence


def judge_all(pack_id: str) -> None:
    """Judge every mutant of a pack and print those that nothing tells."""
    original = read_content(pack_id)
    judge = Judge(original)
    count = untold = 0
    for one in mutants(original):
        count += 1
        if judge.by_reader_or_cases(one.content) is None and judge.by_proof(one.content) is None:
            untold += 1
            print(f"{pack_id}: nothing tells: {one.name}", flush=True)
    print(f"{pack_id}: {count} mutants, {untold} untold", flush=True)


def main() -> None:
    """`python -m tests.policy_mutants [PACK ...]`; without one the pack of the deployment, huzhou-2024."""
    for pack_id in sys.argv[1:] or ["huzhou-2024"]:
        judge_all(pack_id)


if __name__ == "__main__":
    main()
