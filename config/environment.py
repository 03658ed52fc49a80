"""Typed readers of the environment; every missing or malformed name is reported at once."""

import json
import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class Misconfigured(Exception):
    """The environment cannot be served; the message lists every fault."""


class Environment:
    """Reads names from a mapping and gathers the faults until `settle` is called."""

    def __init__(self, values: dict[str, str] | None = None) -> None:
        self.values = dict(os.environ) if values is None else values
        self.faults: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if value is None:
            self.faults.append(f"{name} is not set")
            return ""
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.values.get(name, "1" if default else "0").lower()
        if value not in {"0", "1", "true", "false", "yes", "no"}:
            self.faults.append(f"{name} must be 1 or 0, got {value!r}")
        return value in {"1", "true", "yes"}

    def number(self, name: str, default: int) -> int:
        value = self.values.get(name, str(default))
        if not value.isdigit():
            self.faults.append(f"{name} must be a whole number, got {value!r}")
            return default
        return int(value)

    def words(self, name: str, default: str = "") -> list[str]:
        return [word for word in self.values.get(name, default).replace(",", " ").split() if word]

    def keys(self, path: Path, names: tuple[str, ...]) -> dict[str, str]:
        """The secret keys, from the file that `python -m config.keys` makes, or all empty with a fault."""
        try:
            keys = json.loads(path.read_text())
        except (OSError, ValueError):
            self.faults.append(f"{path} holds no keys; make it with: python -m config.keys")
            return dict.fromkeys(names, "")
        self.faults.extend(f"{path} lacks the key {name!r}" for name in names if not keys.get(name))
        return {name: keys.get(name, "") for name in names}

    def settle(self) -> None:
        if self.faults:
            raise Misconfigured("the environment is not complete:\n  " + "\n  ".join(self.faults))


def database(url: str) -> dict[str, object]:
    """Django's DATABASES entry for sqlite:///PATH or postgresql://user:password@host:port/name?options."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) if parts.path.startswith("//") else unquote(parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
            "CONN_MAX_AGE": 60,
        }
    if parts.scheme in {"postgresql", "postgres"}:
        options: dict[str, object] = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or options.pop("host", ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise Misconfigured(f"ZHICHENG_DATABASE must begin with sqlite:/// or postgresql://, got {parts.scheme!r}")
