"""A paper's data as JSON and back, as samples and kept words hold it."""

import base64
import json
import types
from dataclasses import MISSING, Field, asdict, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from zhicheng.documents.papers.data import Paper
from zhicheng.documents.papers.kinds import KINDS


def read_data(kind: str, raw: dict[str, Any]) -> Paper:
    """The dataclass of `kind` from parsed JSON: dates and moments in ISO form, a photo in base64.

    Raises KeyError for an unknown kind, ValueError for a field missing, unknown or of a wrong type.
    """
    return cast(Paper, _record(KINDS[kind].data, raw, kind))


def as_json(data: Paper) -> dict[str, Any]:
    """What `read_data` reads back as the same data."""
    told: dict[str, Any] = json.loads(json.dumps(asdict(data), ensure_ascii=False, default=_written))
    return told


def _written(value: Any) -> str:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else str(value.isoformat())


def _value(wanted: Any, raw: Any, where: str) -> Any:
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _record(wanted, raw, where)
    if get_origin(wanted) is tuple:
        return _row(get_args(wanted), raw, where)
    if get_origin(wanted) in (Union, types.UnionType):
        inner = next(arg for arg in get_args(wanted) if arg is not type(None))
        return None if raw is None else _value(inner, raw, where)
    return _plain(wanted, raw, where)


def _record(wanted: type[Any], raw: Any, where: str) -> Any:
    hints = get_type_hints(wanted)
    if not isinstance(raw, dict) or (set(raw) - set(hints)):
        raise ValueError(f"{where}: expected the fields {sorted(hints)}, got {raw!r:.200}")
    missing = [field.name for field in fields(wanted) if field.name not in raw and _required(field)]
    if missing:
        raise ValueError(f"{where}: {', '.join(missing)} missing")
    return wanted(**{name: _value(hints[name], value, f"{where}.{name}") for name, value in raw.items()})


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING


def _row(kinds: tuple[Any, ...], raw: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        raise ValueError(f"{where}: expected a list, got {raw!r:.200}")
    if kinds[-1] is not Ellipsis and len(kinds) != len(raw):
        raise ValueError(f"{where}: expected {len(kinds)} entries, got {len(raw)}")
    wanted = [kinds[0]] * len(raw) if kinds[-1] is Ellipsis else kinds
    return tuple(_value(kind, entry, f"{where}[{i}]") for i, (kind, entry) in enumerate(zip(wanted, raw, strict=True)))


def _plain(wanted: Any, raw: Any, where: str) -> Any:
    if isinstance(raw, str) and wanted is date:
        return date.fromisoformat(raw)
    if isinstance(raw, str) and wanted is datetime:
        return datetime.fromisoformat(raw)
    if isinstance(raw, str) and wanted is bytes:
        return base64.b64decode(raw, validate=True)
    if type(raw) is not wanted:
        raise ValueError(f"{where}: expected {wanted.__name__}, got {raw!r:.200}")
    return raw
