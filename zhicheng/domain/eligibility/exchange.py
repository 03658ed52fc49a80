"""Facts and answers as bytes, the same for the command line and the API: strict JSON in, one line of JSON out."""

from __future__ import annotations

import json
from typing import Any

from zhicheng.domain.eligibility.strict_json import Fault, UnreadableFacts


def parsed(text: bytes) -> object:
    """The JSON in UTF-8 bytes; what is not JSON, or names a field twice, is a fault of the whole."""
    try:
        return _DECODER.decode(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFacts([Fault("$", f"不是 JSON：{_because(error)}")]) from error


def _because(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"第{error.lineno}行第{error.colno}个字符起写法不对"
        case UnicodeDecodeError():
            return f"第{error.start + 1}个字节起不是 UTF-8 编码"
        case RecursionError():
            return "括号套得太深"
    return str(error)


def dumped(content: dict[str, Any]) -> str:
    """One line of JSON without spaces, Chinese as it is."""
    return _ENCODER.encode(content)


def one_line(fault: Fault) -> str:
    """The fault as `path: message`, whatever line breaks its value had."""
    return " ".join(str(fault).split())


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"字段重复：{next(name for name in names if names.count(name) > 1)}")
    return fields


def _no_number(text: str) -> None:
    raise ValueError(f"{text} 不是数")


_DECODER = json.JSONDecoder(object_pairs_hook=_fields, parse_constant=_no_number)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
