"""A pack as files: read over its base into plain content, and written as such files again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

import yaml

from zhicheng.policy.files.strict import BadPack, parse_yaml, read_file

Read = Callable[[str], bytes | None]
"""The bytes of the file at a path below the policies folder; None when there is none."""

_ID = re.compile(r"([a-z][a-z_]*)-([0-9]{4})\Z")
TABLES = ("series", "exam_only", "licences")
_TABLE_FILE = re.compile(r"[a-z0-9_-]+\.csv\Z")
_DEEPEST_BASE = 4
_LINE = 140


class NoSuchPack(LookupError):
    """No pack of this id is among the policies."""


@dataclass(frozen=True, slots=True)
class PackContent:
    """A pack over its base, not yet checked; the tables that it names, by file name; its worked cases."""

    content: dict[str, Any]
    tables: dict[str, bytes]
    examples: dict[str, Any]


def in_folder(root: Path) -> Read:
    """Files of a policies folder."""

    def read(name: str) -> bytes | None:
        path = root / name
        return read_file(path) if path.is_file() else None

    return read


def among(files: Mapping[str, bytes], otherwise: Read) -> Read:
    """These files, and those of `otherwise` for a base or a table that is not among them."""
    return lambda name: files[name] if name in files else otherwise(name)


def is_pack_id(text: str) -> bool:
    """Whether this could be a pack's id: place and year."""
    return bool(_ID.match(text))


def folder_of(pack_id: str) -> str:
    """Where a pack stands below the policies folder. Raises NoSuchPack when this is no pack's id."""
    named = _ID.match(pack_id)
    if named is None:
        raise NoSuchPack(f"no policy pack {pack_id!r}: an id is <place>-<year>")
    return f"{named[1]}/{named[2]}"


def content_from(pack_id: str, read: Read) -> PackContent:
    """The pack among the files. Raises NoSuchPack, or BadPack when a file cannot be taken."""
    content = _resolved(pack_id, read, depth=0)
    if content.get("id") != pack_id:
        raise BadPack(_pack_file(pack_id), [f"id: must be {pack_id!r}, as its folder says; got {content.get('id')!r}"])
    examples = f"{folder_of(pack_id)}/examples.yaml"
    worked = read(examples)
    return PackContent(content, _tables(content, read), {} if worked is None else parse_yaml(worked, examples))


def _pack_file(pack_id: str) -> str:
    return f"{folder_of(pack_id)}/pack.yaml"


def _resolved(pack_id: str, read: Read, depth: int) -> dict[str, Any]:
    """The pack's content over that of its base: a top-level name written here replaces the base's whole."""
    where = _pack_file(pack_id)
    data = read(where)
    if data is None:
        raise NoSuchPack(f"no policy pack {pack_id!r}")
    content = parse_yaml(data, where)
    base = content.pop("base", None)
    if base is None:
        return content
    if not isinstance(base, str) or depth >= _DEEPEST_BASE:
        raise BadPack(where, [f"base: must be the id of a pack, at most {_DEEPEST_BASE} deep; got {base!r}"])
    try:
        below = _resolved(base, read, depth + 1)
    except NoSuchPack as error:
        raise BadPack(where, [f"base: {error}"]) from error
    return {**below, **content}


def _tables(content: dict[str, Any], read: Read) -> dict[str, bytes]:
    named = content.get("catalogue")
    files = [named.get(name) for name in TABLES] if isinstance(named, dict) else []
    found = {file: read(f"catalogue/{file}") for file in files if is_table_file(file)}
    return {file: data for file, data in found.items() if data is not None}


def is_table_file(name: object) -> TypeGuard[str]:
    """Whether this is the name of a file in the catalogue's folder."""
    return isinstance(name, str) and bool(_TABLE_FILE.match(name))


class _Dumper(yaml.SafeDumper):
    """Writes what the strict reader takes: no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_content(written: PackContent) -> dict[str, bytes]:
    """The files of a pack as in the policies folder, by path; read again they give the same digest."""
    folder = folder_of(written.content["id"])
    return {
        f"{folder}/pack.yaml": _yaml(written.content),
        f"{folder}/examples.yaml": _yaml(written.examples),
        **{f"catalogue/{name}": data for name, data in written.tables.items()},
    }


def _yaml(content: dict[str, Any]) -> bytes:
    text: str = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_LINE)
    return text.encode()
