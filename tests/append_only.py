"""Lets tests that commit be cleaned up although the database refuses to empty append-only tables."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations


@pytest.fixture(autouse=True, scope="session")
def _flush_passes_the_guards() -> Iterator[None]:
    """Django empties all tables after a test with transaction=True; the triggers rest for that moment only."""
    patch = pytest.MonkeyPatch()
    flush = BaseDatabaseOperations.execute_sql_flush

    def unguarded_flush(self: Any, statements: list[str]) -> None:
        rest = _postgres_triggers_rest if self.connection.vendor == "postgresql" else _sqlite_triggers_rest
        with rest(self.connection):
            flush(self, statements)

    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", unguarded_flush)
    yield
    patch.undo()


@contextlib.contextmanager
def _postgres_triggers_rest(connection: Any) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = origin")


@contextlib.contextmanager
def _sqlite_triggers_rest(connection: Any) -> Iterator[None]:
    with connection.cursor() as cursor:
        triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            yield
        finally:
            for _, statement in triggers:
                cursor.execute(statement)
