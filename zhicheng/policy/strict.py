"""Policy files read strictly: YAML without aliases or double keys, and every fault of a file at once with its path."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from zhicheng.domain.eligibility.pack import Clause

LARGEST_FILE = 512 * 1024
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
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} is written twice", node.start_mark)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a policy file. Raises BadPack when it is too large, not YAML, or no mapping."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadPack(str(path), [f"$: larger than {LARGEST_FILE} bytes"])
        text = path.read_text("utf-8")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_LOADER)):
            raise BadPack(str(path), ["$: aliases are not used in policy files"])
        content = yaml.load(text, Loader=_Loader)  # noqa: S506  the loader is the safe one, made stricter
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        if isinstance(error, BadPack):
            raise
        raise BadPack(str(path), [f"$: {' '.join(str(error).split())}"]) from error
    if not isinstance(content, dict):
        raise BadPack(str(path), ["$: must be a mapping"])
    return content


class Section:
    """A mapping of a pack: takes its values by name and type, notes faults, and in the end what nobody asked for."""

    def __init__(self, content: Any, path: str, faults: list[str], clauses: dict[str, Clause] | None = None) -> None:
        self.path, self.faults, self.clauses = path, faults, clauses if clauses is not None else {}
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

    def section(self, name: str) -> Section:
        """A mapping in this one."""
        return Section(self.raw(name), self.at(name), self.faults, self.clauses)

    def rows(self, name: str) -> list[Section]:
        """A list of mappings."""
        rows = self.raw(name)
        if not isinstance(rows, list):
            self.fault(name, "must be a list")
            return []
        return [Section(row, f"{self.at(name)}[{index}]", self.faults, self.clauses) for index, row in enumerate(rows)]

    def text(self, name: str) -> str:
        """A text, not empty."""
        return self._text(name, self.raw(name))

    def note(self, name: str) -> str:
        """A text that may be empty or left out."""
        value = self.optional(name, "")
        return value if isinstance(value, str) else self._text(name, value)

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

    def day(self, name: str) -> date:
        """A date, YYYY-MM-DD."""
        value = self.raw(name)
        if type(value) is date:
            return value
        self.fault(name, f"must be a date; got {value!r}")
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

    def clause(self, name: str = "clause") -> Clause:
        """Section and item of the notice; null, written out, where the notice is silent."""
        value = self.raw(name)
        if value is not None and not isinstance(value, str):
            self.fault(name, f'must be a clause in quotation marks, "2.3", or null; got {value!r}')
            return None
        return value

    def ruled(self, name: str) -> Any:
        """A value written `{value: …, clause: …}`; its clause is kept under the value's path."""
        pair = self.section(name)
        value, clause = pair.raw("value"), pair.clause()
        pair.done()
        self.clauses[self.at(name)] = clause
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
