"""Policy files read strictly: YAML without aliases or double keys, and every fault of a file at once with its path."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from zhicheng.domain.eligibility.pack import Clause

LARGEST_FILE = 512 * 1024
_DEEPEST = 20
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadPack(ValueError):
    """A policy file that cannot be taken; `faults` are lines `path: what is wrong`."""

    def __init__(self, source: str, faults: list[str]) -> None:
        super().__init__(f"{source}: " + "; ".join(faults))
        self.source = source
        self.faults = faults


class _Loader(_LOADER):  # type: ignore[misc]
    """The safe loader, which also refuses a key written twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[Any] = set()
        for key in (self.construct_object(key, deep=True) for key, _ in node.value):
            if not isinstance(key, Hashable):
                break  # the safe loader says so itself
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} is written twice", node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)

    def construct_date(self, node: Any) -> Any:
        """A date; one that the calendar does not have stays text, so that its place is named and not only its line."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_date)


def read_file(path: Path) -> bytes:
    """The bytes of a policy file. Raises BadPack when it cannot be read or is too large."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadPack(str(path), [f"$: larger than {LARGEST_FILE} bytes"])
        return path.read_bytes()
    except OSError as error:
        raise BadPack(str(path), [f"$: {error}"]) from error


def parse_yaml(data: bytes, source: str) -> dict[str, Any]:
    """The mapping in the bytes of a policy file. Raises BadPack when they are too many, not YAML, or no mapping."""
    if len(data) > LARGEST_FILE:
        raise BadPack(source, [f"$: larger than {LARGEST_FILE} bytes"])
    try:
        text = data.decode("utf-8")
        _check_shape(text, source)
        content = yaml.load(text, Loader=_Loader)  # noqa: S506  the loader is the safe one, made stricter
    except (ValueError, yaml.YAMLError) as error:
        if isinstance(error, BadPack):
            raise
        raise BadPack(source, [f"$: {' '.join(str(error).split())}"]) from error
    if not isinstance(content, dict):
        raise BadPack(source, ["$: must be a mapping"])
    return content


def _check_shape(text: str, source: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise BadPack(source, [f"$: nested more than {_DEEPEST} deep"])
        if isinstance(event, yaml.AliasEvent):
            raise BadPack(source, ["$: aliases are not used in policy files"])


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a policy file. Raises BadPack when it is too large, not YAML, or no mapping."""
    return parse_yaml(read_file(path), str(path))


@dataclass(frozen=True, slots=True)
class Kept:
    """What a reading keeps beside the values: clauses and doubts by path, and where a default may be written out."""

    clauses: dict[str, Clause] = field(default_factory=dict)
    uncertain: set[str] = field(default_factory=set)
    defaults: list[tuple[dict[Any, Any], str, Any]] = field(default_factory=list)

    def drop_defaults(self) -> None:
        """Take defaults that are written out from the content, the inner ones first."""
        for owner, name, default in reversed(self.defaults):
            if name in owner and owner[name] == default:
                del owner[name]


class Section:
    """A mapping of a pack: takes its values by name and type, notes faults, and in the end what nobody asked for."""

    def __init__(self, content: Any, path: str, faults: list[str], kept: Kept | None = None) -> None:
        self.path, self.faults, self.kept = path, faults, kept or Kept()
        if not isinstance(content, dict):
            self.fault("", "must be a mapping")
            content = {}
        self.content: dict[Any, Any] = content
        self._taken: set[Any] = set()

    def at(self, name: str) -> str:
        """The path of a value in this section."""
        return ".".join(part for part in (self.path, name) if part)

    def fault(self, name: str, message: str) -> None:
        """Note what is wrong with a value."""
        self.faults.append(f"{self.at(name) or '$'}: {message}")

    def raw(self, name: str) -> Any:
        """A value that must be written, of whatever type; null where it is missing."""
        self._taken.add(name)
        if name not in self.content:
            self.fault(name, "is missing")
        return self.content.get(name)

    def optional(self, name: str, default: Any) -> Any:
        """A value that may be left out."""
        self._taken.add(name)
        return self.content.get(name, default)

    def defaulted(self, name: str, default: Any) -> Any:
        """A value that may be left out, and whose default changes no digest when it is written out."""
        self.kept.defaults.append((self.content, name, default))
        return self.optional(name, default)

    def section(self, name: str) -> Section:
        """A mapping in this one."""
        return self._inner(name, self.raw(name))

    def _inner(self, name: str, content: Any) -> Section:
        return Section(content, self.at(name), self.faults, self.kept)

    def rows(self, name: str) -> list[Section]:
        """A list of mappings."""
        return self.rows_in(name, self.raw(name))

    def rows_in(self, name: str, rows: Any) -> list[Section]:
        """The list of mappings that was taken as `name`."""
        if not isinstance(rows, list):
            self.fault(name, "must be a list")
            return []
        return [self._inner(f"{name}[{index}]", row) for index, row in enumerate(rows)]

    def text(self, name: str) -> str:
        """A text, not empty."""
        return self._text(name, self.raw(name))

    def note(self, name: str) -> str:
        """A text that may be empty or left out."""
        value = self.optional(name, "")
        return value if isinstance(value, str) else self._text(name, value)

    def text_or_empty(self, name: str) -> str:
        """A text that must be written, and may be empty."""
        value = self.raw(name)
        return "" if value == "" else self._text(name, value)

    def _text(self, name: str, value: Any) -> str:
        if isinstance(value, str) and value.strip():
            return value
        self.fault(name, f"must be a text (in quotation marks if it looks like a number); got {value!r}")
        return ""

    def whole(self, name: str, value: Any = None) -> int:
        """A whole number from 0 on."""
        value = self.raw(name) if value is None else value
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.fault(name, f"must be a whole number; got {value!r}")
        return 0

    def flag(self, name: str, value: Any = None) -> bool:
        """True or false."""
        value = self.raw(name) if value is None else value
        if isinstance(value, bool):
            return value
        self.fault(name, f"must be true or false; got {value!r}")
        return False

    def day(self, name: str, value: Any = None) -> date:
        """A date, YYYY-MM-DD, as YAML's own or (from JSON) as a text."""
        value = self.raw(name) if value is None else value
        if type(value) is date:
            return value
        try:
            day = date.fromisoformat(value)
        except (TypeError, ValueError):
            day = None
        if day is not None and day.isoformat() == value:
            return day
        self.fault(name, f"must be a date, YYYY-MM-DD; got {value!r}")
        return date.min

    def code(self, name: str, allowed: Collection[str], value: Any = None) -> str:
        """A word of a closed list."""
        value = self.raw(name) if value is None else value
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(name, f"must be one of {', '.join(sorted(allowed))}; got {value!r}")
        return ""

    def codes(self, name: str, allowed: Collection[str], value: Any = None) -> frozenset[str]:
        """Words of a closed list, each once."""
        value = self.raw(name) if value is None else value
        if not isinstance(value, list):
            self.fault(name, f"must be a list; got {value!r}")
            return frozenset()
        for one in value:
            if not isinstance(one, str) or one not in allowed:
                self.fault(name, f"{one!r} is none of {', '.join(sorted(allowed))}")
            elif value.count(one) > 1:
                self.fault(name, f"{one!r} is there twice")
        return frozenset(one for one in value if isinstance(one, str))

    def uncertain(self) -> bool:
        """Whether the value or row says of itself that it is not verified at its source; kept under its path."""
        said = self.flag("uncertain", self.defaulted("uncertain", False))
        if said:
            self.kept.uncertain.add(self.path)
        return said

    def clause(self, name: str = "clause") -> Clause:
        """Section and item of the notice; null, written out, where the notice is silent."""
        value = self.raw(name)
        if value is not None and not isinstance(value, str):
            self.fault(name, f'must be a clause in quotation marks, "2.3", or null; got {value!r}')
            return None
        return value

    def ruled(self, name: str) -> Any:
        """A value written `{value: …, clause: …}`; its clause is kept under the value's path."""
        return self._ruled(name, self.raw(name))

    def ruled_or(self, name: str, default: Any) -> Any:
        """A ruled value that may be left out; then no clause stands behind it."""
        return self._ruled(name, self.defaulted(name, {"value": default, "clause": None}))

    def _ruled(self, name: str, content: Any) -> Any:
        pair = self._inner(name, content)
        value, self.kept.clauses[self.at(name)] = pair.raw("value"), pair.clause()
        pair.uncertain()
        pair.done()
        return value

    def once(self, name: str, keys: Iterable[str]) -> None:
        """Note every key that is there more than once."""
        seen: set[str] = set()
        for key in keys:
            if key in seen:
                self.fault(name, f"{key!r} is there twice")
            seen.add(key)

    def done(self) -> None:
        """Note every name that nobody asked for."""
        for name in self.content:
            if name not in self._taken:
                self.fault(str(name), "is not a name of this section")
