"""JSON Schema written with few words: closed lists, days, objects that hold nothing else."""

from collections.abc import Iterable
from typing import Any

Shape = dict[str, Any]
TRUTH: Shape = {"type": ["boolean", "null"]}
TEXT: Shape = {"type": "string"}
DAY: Shape = {"type": "string", "format": "date", "examples": ["2024-10-15"]}
MAYBE_DAY: Shape = {**DAY, "type": ["string", "null"]}


def closed(codes: Iterable[str], said: str = "") -> Shape:
    """One of the codes."""
    return {"type": "string", "enum": sorted(codes), **_said(said)}


def maybe(codes: Iterable[str], said: str = "") -> Shape:
    """One of the codes, or null for what is not known."""
    return {"type": ["string", "null"], "enum": [*sorted(codes), None], **_said(said)}


def an_object(properties: dict[str, Shape], required: Iterable[str] = (), said: str = "") -> Shape:
    """An object with these fields and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(required),
        "additionalProperties": False,
        **_said(said),
    }


def exactly(properties: dict[str, Shape], said: str = "") -> Shape:
    """An object that has all of these fields and no others."""
    return an_object(properties, properties, said)


def a_list(of: Shape, said: str = "") -> Shape:
    """A list."""
    return {"type": "array", "items": of, **_said(said)}


def maybe_object(shape: Shape, said: str = "") -> Shape:
    """The object, or null."""
    return {**shape, "type": ["object", "null"], **_said(said)}


def maybe_list(of: Shape, said: str = "") -> Shape:
    """The list, whole, or null for what is not known."""
    return {"type": ["array", "null"], "items": of, **_said(said)}


def _said(said: str) -> Shape:
    return {"description": said} if said else {}
