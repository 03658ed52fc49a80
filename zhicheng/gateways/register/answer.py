"""The envelope of a register's answer: strict JSON, this very question, this very person, of this hour."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from zhicheng.gateways.register import Subject, Unavailable
from zhicheng.gateways.register.signature import same, subject_hash

FRESH_FOR = timedelta(minutes=10)
LONGEST_TEXT = 200
LONGEST_LIST = 1000
_LONGEST: dict[type, int] = {str: LONGEST_TEXT, list: LONGEST_LIST}


@dataclass(frozen=True, slots=True)
class Answer:
    """`found` is False when the register answered that it knows nothing of this person."""

    found: bool
    data: Mapping[str, Any]


def read_answer(raw: bytes, *, request_id: str, subject: Subject, secret: str, now: datetime) -> Answer:
    """Read the envelope. Raises Unavailable."""
    envelope = shaped(
        _strict_json(raw), {"requestId": str, "answeredAt": str, "subject": dict, "found": bool, "data": dict}
    )
    named = shaped(envelope["subject"], {"name": str, "idHash": str})
    expected = subject_hash(secret, id_kind=subject.id_kind, id_number=subject.id_number)
    if not same(envelope["requestId"], request_id):
        raise Unavailable("stale", "the answer is to another question")
    if named["name"] != subject.name or not same(named["idHash"], expected):
        raise Unavailable("another_person", "the answer names another subject")
    if abs(_moment(envelope["answeredAt"]) - now) > FRESH_FOR:
        raise Unavailable("stale", "the answer is not of this hour")
    if not envelope["found"] and envelope["data"]:
        raise Unavailable("unreadable", "the answer says not found and yet carries data")
    return Answer(envelope["found"], envelope["data"])


def shaped(value: object, fields: Mapping[str, type]) -> dict[str, Any]:
    """The value as an object with exactly these fields, each of its type and of bounded length. Raises Unavailable."""
    if not isinstance(value, dict) or set(value) != set(fields):
        raise Unavailable("unreadable", f"expected an object with {', '.join(sorted(fields))}")
    for name, kind in fields.items():
        if type(value[name]) is not kind:
            raise Unavailable("unreadable", f"{name} is not {kind.__name__}")
        longest = _LONGEST.get(kind)
        if longest is not None and len(value[name]) > longest:
            raise Unavailable("unreadable", f"{name} is longer than {longest}")
    return value


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unavailable("unreadable", "answeredAt is not a moment") from None
    if moment.tzinfo is None:
        raise Unavailable("unreadable", "answeredAt has no time zone")
    return moment


def _strict_json(raw: bytes) -> object:
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Unavailable("unreadable", "the answer is not strict JSON") from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not JSON")
