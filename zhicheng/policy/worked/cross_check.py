"""The values and clauses that the examples repeat: which the draft says otherwise, in words, and taking them over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from zhicheng.domain.eligibility import Pack
from zhicheng.domain.words import batch_words, clause_words
from zhicheng.policy.form.field import Group
from zhicheng.policy.form.parts import PARTS
from zhicheng.policy.words import labels as w
from zhicheng.policy.worked.paths import SILENT, clauses_of, value_at

VALUES, CLAUSES = "procedure", "clauses"
GONE = "已没有这一项"


@dataclass(frozen=True, slots=True)
class Repeated:
    """A value (or all that stands on a clause) that the examples say otherwise than the draft; `key` names it."""

    key: str
    label: str
    wanted: str
    got: str


def without_values(examples: dict[str, Any]) -> dict[str, Any]:
    """The worked cases alone."""
    return {name: value for name, value in examples.items() if name not in (VALUES, CLAUSES)}


def said_otherwise(pack: Pack, examples: dict[str, Any]) -> tuple[Repeated, ...]:
    """Every value and clause of the examples that the pack says otherwise, those too that it no longer has."""
    return (*_values(pack, _mapping(examples, VALUES)), *_clauses(pack, _mapping(examples, CLAUSES)))


def taken_over(pack: Pack, examples: dict[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """The examples with what was chosen as the pack says it; what the pack no longer has is left out."""
    values, clauses = dict(_mapping(examples, VALUES)), dict(_mapping(examples, CLAUSES))
    for one in said_otherwise(pack, examples):
        kind, _, name = one.key.partition(":")
        if one.key not in keys:
            continue
        _put(*((values, name, _value(pack, name)) if kind == VALUES else (clauses, name, clauses_of(pack).get(name))))
    changed = {name: held for name, held in ((VALUES, values), (CLAUSES, clauses)) if name in examples}
    return {**examples, **changed}


def _put(held: dict[Any, Any], name: str, value: Any) -> None:
    known = next((key for key in held if str(key) == name), name)
    if value is None:
        held.pop(known, None)
    else:
        held[known] = value


def _mapping(examples: dict[str, Any], name: str) -> dict[Any, Any]:
    value = examples.get(name)
    return value if isinstance(value, dict) else {}


def _value(pack: Pack, path: str) -> Any:
    try:
        return value_at(pack, path)
    except (KeyError, TypeError):
        return None


def _values(pack: Pack, held: dict[Any, Any]) -> Iterator[Repeated]:
    for path, written in held.items():
        got = _value(pack, str(path))
        if _text(written) != _text(got):
            yield Repeated(f"{VALUES}:{path}", path_label(pack, str(path)), _text(written), _text(got) or GONE)


def _clauses(pack: Pack, held: dict[Any, Any]) -> Iterator[Repeated]:
    found = clauses_of(pack) if held else {}
    for clause in dict.fromkeys((*map(str, held), *found)):
        before = {str(path) for path in next((v for k, v in held.items() if str(k) == clause), None) or ()}
        now = set(found.get(clause, ()))
        if before != now:
            name = "通知未写明的各项" if clause == SILENT else f"依据{clause_words(clause)}的各项"
            yield Repeated(
                f"{CLAUSES}:{clause}", name, _listed(pack, before - now, "少了"), _listed(pack, now - before, "多了")
            )


def _listed(pack: Pack, paths: Collection[str], word: str) -> str:
    return f"{word}：{'、'.join(path_label(pack, path) for path in sorted(paths))}" if paths else ""


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return w.FLAG[str(value).lower()]
    if isinstance(value, dict):
        return "，".join(f"{key}：{_text(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "、".join(_text(one) for one in value)
    return str(value)


# -- words for a path -------------------------------------------------------------------------------------------------


def path_label(pack: Pack, path: str) -> str:
    """`checklist.photo.clause` as 问题 照片是否清晰？ · 依据; what is not known stays as it is."""
    first, *rest = path.split(".")
    group = _group(first)
    if group is None:
        field = next((one for part in PARTS for held in part.groups for one in held.fields if one.name == first), None)
        return field.label if field else path
    row = _row_words(pack, first, rest)
    labels = {one.name: one.label for one in group.fields}
    last = [labels[name] for name in rest if name in labels]
    said = [group.one or group.title, row, *last]
    return " · ".join(part for part in said if part) if row or last else (group.title if not rest else path)


def _group(first: str) -> Group | None:
    return next((one for part in PARTS for one in part.groups if one.path == first), None)


def _row_words(pack: Pack, first: str, rest: list[str]) -> str:
    """By what an officer knows the row; a code that the pack no longer has stays as it is."""
    if not rest or rest[0] == "*":
        return "每一条" if rest else ""
    key = rest[0]
    if first == "rules":
        return f"{w.LEVEL.get(key, key)}第 {int(rest[1]) + 1} 条" if len(rest) > 1 and rest[1].isdigit() else key
    if first in ("batches", "own_batches"):
        return batch_words(rest[-1] if first == "own_batches" and len(rest) == 2 else key)
    if first == "regions":
        return pack.regions[key].name if key in pack.regions else key
    named = {
        "checklist": {one.code: one.question for one in pack.checklist},
        "refusal_reasons": {one.code: one.wording for one in pack.refusal_reasons},
        "return_reasons": {one.code: one.wording for one in pack.return_reasons},
    }
    if first in named:
        return named[first].get(key, key)
    return f"第 {int(key) + 1} 条" if key.isdigit() else ""
