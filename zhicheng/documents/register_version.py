"""What the public reads of certificates stands on: the hashes of the issue log, and the pack in use."""

from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Subquery

from zhicheng.documents.models import LogEnd
from zhicheng.policy.models import Edition


class RegisterVersion(NamedTuple):
    """Equal only where the same acts on certificates were entered in the same order, under the same pack."""

    log: bytes
    pack: str


def register_version() -> RegisterVersion | None:
    """The version now, by one query on one row; None before anything was entered. Raises DatabaseError.

    It holds because no certificate changes in what the public reads of it but with an entry in the log, in one commit
    (ADR 18, 23): tests/documents/test_register_version.py keeps that true. The log's peaks commit to every entry and
    its place, so that no other history, say of a database that was restored, has the same version.
    """
    statement, values = _query()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return RegisterVersion(bytes(row[0]), row[1] or "") if row else None


@cache
def _query() -> tuple[str, tuple[Any, ...]]:
    published = Edition.objects.filter(ordinal__isnull=False).order_by("-ordinal").values("sha256")[:1]
    rows = LogEnd.objects.filter(id=1, size__gt=0).annotate(pack=Subquery(published)).values_list("peaks", "pack")
    return rows.query.sql_with_params()
