"""What a failed proof names: the statement, a Chinese sentence, and the people on whom it fails."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from zhicheng.domain.eligibility import Answer, Degree, Diploma, Facts, words


@dataclass(frozen=True, slots=True)
class CounterExample:
    """A statement that does not hold: `statement` its code, `sentence` for the officer, `profiles` as facts JSON."""

    statement: str
    sentence: str
    profiles: tuple[dict[str, Any], ...] = ()


def facts_json(facts: Facts) -> dict[str, Any]:
    """The facts as `zhicheng check` reads them; what is not known is left out."""
    told: dict[str, Any] = _known(facts)
    if facts.work is not None:
        told["work"] = [
            {
                "from" if name == "start" else "to" if name == "end" else name: value
                for name, value in _known(job).items()
            }
            | ({"to": None} if job.still_there else {})
            for job in facts.work
        ]
        for job in told["work"]:
            job.pop("still_there", None)
    return told


def _known(owner: Any) -> dict[str, Any]:
    held = {one.name: getattr(owner, one.name) for one in fields(owner)}
    plain = {name: _plain(value) for name, value in held.items() if value is not None}
    return {name: value for name, value in plain.items() if value != {}}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | frozenset):
        return [_plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    if hasattr(value, "__dataclass_fields__"):
        return _known(value)
    return dict(value) if isinstance(value, dict) else value


def told(facts: Facts) -> str:
    """The person in some Chinese words: schooling, work, day and level."""
    held = [_schooling(one) for one in facts.diplomas or ()] + [_schooling(one) for one in facts.degrees or ()]
    return "，".join(
        (
            "、".join(held) or "没有学历学位",
            _work(facts),
            f"{facts.as_of}申报{words.LEVEL[facts.target.level]}",
        )
    )


def _schooling(held: Diploma | Degree) -> str:
    name = words.SCHOOLING[held.level] if held.level else "层次不明的学历"
    if held.level == "bachelor" and isinstance(held, Degree):
        name = "学士学位"
    said = [f"{held.date}取得" if held.date else "取得日期不明"]
    if isinstance(held, Diploma) and held.conclusion != "graduated":
        said.append(words.CONCLUSION.get(held.conclusion or "", "是否毕业不明"))
    if held.field not in ("same", "related"):
        said.append("专业不相近" if held.field else "专业不明")
    return f"{name}（{'，'.join(said)}）"


def _work(facts: Facts) -> str:
    if not facts.work:
        return "没有工作经历" if facts.work is not None else "工作经历不明"
    spans = (f"{job.start or '不明'}至{job.end or ('今' if job.still_there else '不明')}" for job in facts.work)
    return f"工作{'、'.join(spans)}"


def verdict(answer: Answer) -> str:
    """The verdict with its rule, in Chinese."""
    return words.OUTCOME[answer.verdict] + (f"（{answer.rule}）" if answer.rule else "")
