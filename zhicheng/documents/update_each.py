"""Write another value into each of many rows, without a condition for every row that `bulk_update` puts together."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def update_each(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Store these fields of the rows, all of one model, with one prepared statement; the caller holds the rows."""
    if not rows:
        return
    meta = rows[0]._meta
    stored: dict[str, Field[Any, Any]] = {field.name: field for field in meta.concrete_fields}
    fields = [stored[name] for name in names]
    changes = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    statement = f"UPDATE {_quoted(meta.db_table)} SET {changes} WHERE id = %s"  # noqa: S608  (no word comes from outside)
    values = [[*(_value(field, row) for field in fields), row.pk] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


def _value(field: "Field[Any, Any]", row: Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)
