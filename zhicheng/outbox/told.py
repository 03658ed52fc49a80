"""What of an error may be kept or printed: its kind and words, but no value of a row and no identity number."""

import sqlite3

from django.db import DatabaseError

from zhicheng.domain.identity.masking import without_numbers

ELLIPSIS = "…"
BAD_VALUE = "22"  # the SQLSTATE class of errors that quote the value that was not taken
SQLITE_QUOTES_AFTER = " with text "


def told(error: BaseException) -> str:
    """The error in a line or more, as `str` gives it. Of the database only its first words, the table and what was
    violated: what follows there quotes whole rows.
    """
    diagnosis = getattr(error, "diag", None) or getattr(error.__cause__, "diag", None)
    of_database = isinstance(error, DatabaseError | sqlite3.Error) or diagnosis is not None
    return without_numbers(_of_database(error, diagnosis) if of_database else str(error))


def named(error: BaseException) -> str:
    """The error's type, and what it says."""
    said = told(error)
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _of_database(error: BaseException, diagnosis: object) -> str:
    first = str(getattr(diagnosis, "message_primary", None) or str(error).partition("\n")[0])
    first = first.partition(SQLITE_QUOTES_AFTER)[0]
    state = getattr(diagnosis, "sqlstate", None) or ""
    if state.startswith(BAD_VALUE) and '"' in first:
        first = first.partition('"')[0] + ELLIPSIS
    about = [f"{what} {name}" for what in ("table", "constraint") if (name := _name(diagnosis, what))]
    return f"{first} ({', '.join([state, *about])})" if state else first


def _name(diagnosis: object, what: str) -> str:
    return getattr(diagnosis, f"{what}_name", None) or ""
