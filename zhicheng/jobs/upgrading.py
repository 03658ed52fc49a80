"""What must not go wrong while one version gives way to another: papers under way, and workers of both."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from zhicheng.outbox.models import Message

FIXED_BY = {("documents", "0006_words_fixed_at_the_act"), ("documents", "0007_heads_on_paper")}
OUTBOX = ("outbox", "0001_initial")
FIXED = ("paper.document", "paper.certificate", "paper.correction", "paper.revocation", "paper.bureau_notice")
HINT = (
    "Put the version that was in use back, let its worker run until none of these are due (后台任务), stop it, then "
    "upgrade. Where they cannot be made, --skip-checks goes on: each is then drawn from what the tables say by then."
)


class OtherVersion(Exception):
    """The database is not the one that this version of the code works on."""


def papers_wait(app_configs: object, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse `migrate` to fix the words of papers at their acts while some wait that were promised without."""
    refused: list[CheckMessage] = []
    for name in databases or ():
        applied = MigrationRecorder(connections[name]).applied_migrations().keys()
        if OUTBOX in applied and not applied >= FIXED_BY:
            waiting = Message.objects.using(name).filter(topic__in=FIXED, done_at=None, given_up_at=None).count()
            words = f"{waiting} papers wait to be drawn that an older version promised."
            refused += [Error(words, hint=HINT, id="zhicheng.E010")] if waiting else []
    return refused


def require_own_version() -> None:
    """Raises OtherVersion where the database was migrated further than this code knows, or not as far."""
    applied = MigrationRecorder(connection).applied_migrations().keys()
    known = _known()
    ours = {label for label, _ in known}
    if newer := sorted(name for name in applied - known if name[0] in ours):
        raise OtherVersion(f"the database is of a newer version ({_words(newer)}): start the worker of that version")
    if lacking := sorted(known - applied):
        raise OtherVersion(f"the database is of an older version (without {_words(lacking)}): run migrate first")


@cache
def _known() -> frozenset[tuple[str, str]]:
    ours = {one.label for one in apps.get_app_configs() if one.name.startswith("zhicheng.")}
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    return frozenset(name for name in found if name[0] in ours)


def _words(names: list[tuple[str, str]]) -> str:
    return ", ".join(".".join(name) for name in names)
