"""Worked cases of the procedure: values that no eligibility turns on, and which values stand on which clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhicheng.domain.eligibility.pack import Pack
from zhicheng.policy.files.strict import Section
from zhicheng.policy.worked.paths import clauses_of, value_at


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One worked case: what was wanted, and under the same names what came out.

    `case_numbers` are those of a numbered list of questions that the case answers.
    """

    name: str
    note: str
    passed: bool
    wanted: dict[str, Any]
    got: dict[str, Any]
    case_numbers: tuple[int, ...]


def value_results(pack: Pack, top: Section) -> list[ExampleResult]:
    """The sections `procedure` (path: value) and `clauses` (clause: all paths that stand on it), both optional."""
    return [*_values(pack, top), *_clauses(pack, top)]


def _values(pack: Pack, top: Section) -> Iterator[ExampleResult]:
    for path, written in _mapping(top, "procedure").items():
        wanted = _as_text(written)
        try:
            got = value_at(pack, str(path))
        except (KeyError, TypeError):
            top.fault(f"procedure.{path}", "there is no such value in the pack")
            continue
        yield ExampleResult(f"{path} 的值", "", got == wanted, {path: wanted}, {path: got}, ())


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _clauses(pack: Pack, top: Section) -> Iterator[ExampleResult]:
    if "clauses" not in top.content:
        top.optional("clauses", {})
        return
    wanted, found = _mapping(top, "clauses"), clauses_of(pack)
    for clause in dict.fromkeys((*wanted, *found)):
        paths, got = wanted.get(clause, []), sorted(found.get(clause, []))
        if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
            top.fault(f"clauses.{clause}", "must be a list of paths")
            continue
        name = f"依据 {clause} 的各项"
        yield ExampleResult(name, "", got == sorted(paths), {clause: sorted(paths)}, {clause: got}, ())


def _mapping(top: Section, name: str) -> dict[Any, Any]:
    value = top.optional(name, {})
    if isinstance(value, dict):
        return value
    top.fault(name, "must be a mapping")
    return {}
