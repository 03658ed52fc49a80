"""The plain data of packs and calendars as one text for a table: JSON in which a date stays a date."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import Any

from zhicheng.policy.packs import PackContent

_DAY = "$day"


def packed(content: PackContent) -> str:
    """The whole content as text; `unpacked` gives it back. Raises TypeError for what is no plain data."""
    tables = {name: table.decode() for name, table in content.tables.items()}
    return to_text({"content": content.content, "tables": tables, "examples": content.examples})


def unpacked(text: str) -> PackContent:
    """The content that `packed` wrote."""
    whole = from_text(text)
    tables = {name: table.encode() for name, table in whole["tables"].items()}
    return PackContent(whole["content"], tables, whole["examples"])


def digest(content: PackContent) -> str:
    """SHA-256 of all that is in it, examples too, however it is laid out."""
    tables = {name: sha256(table).hexdigest() for name, table in content.tables.items()}
    whole = {"content": content.content, "tables": tables, "examples": content.examples}
    return sha256(to_text(whole, sort_keys=True).encode()).hexdigest()


def to_text(value: Any, *, sort_keys: bool = False) -> str:
    """Plain data as JSON, a date marked as one."""
    return json.dumps(value, separators=(",", ":"), default=_marked, sort_keys=sort_keys)


def from_text(text: str) -> Any:
    """What `to_text` wrote."""
    return json.loads(text, object_hook=_unmarked)


def _marked(value: object) -> dict[str, str]:
    if type(value) is date:
        return {_DAY: value.isoformat()}
    raise TypeError(f"{value!r} has no place in a policy pack")


def _unmarked(found: dict[str, Any]) -> Any:
    if found.keys() != {_DAY}:
        return found
    try:
        return date.fromisoformat(found[_DAY])
    except (TypeError, ValueError):  # a draft holds whatever was brought in, a mapping of this very name too
        return found
