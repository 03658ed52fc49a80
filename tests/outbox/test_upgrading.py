"""An operator who upgrades too early is stopped: by migrate while papers wait, and by a worker of another version."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.cast import SHANGHAI_MORNING
from zhicheng.jobs import worker
from zhicheng.jobs.upgrading import OtherVersion
from zhicheng.outbox.models import Message
from zhicheng.outbox.post import post

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HEADS = ("documents", "0007_heads_on_paper")


def migrate() -> None:
    """As the command line does, checks first; it plans only."""
    call_command("migrate", plan=True, verbosity=0, skip_checks=False)


def before_heads() -> None:
    """The database as it was before heads on paper were entered: whatever came after is not applied either."""
    recorder = MigrationRecorder(connection)
    for app, name in recorder.applied_migrations():
        if app == HEADS[0] and name >= HEADS[1]:
            recorder.record_unapplied(app, name)


def test_papers_of_before_are_drawn_before_the_database_is_migrated(capsys: Any) -> None:
    post("paper.document", key="document:x", now=SHANGHAI_MORNING, document=1)
    migrate()
    before_heads()
    with pytest.raises(SystemCheckError, match="1 papers wait to be drawn"):
        migrate()
    Message.objects.update(done_at=SHANGHAI_MORNING)
    migrate()


def test_other_work_that_waits_holds_up_no_upgrade() -> None:
    post("certificate.renew", key="x", now=SHANGHAI_MORNING)
    before_heads()
    migrate()


@pytest.mark.parametrize(
    ("migration", "said"), [(HEADS, "run migrate first"), (("documents", "9999_of_tomorrow"), "a newer version")]
)
def test_a_worker_works_on_no_other_version_s_database(
    migration: tuple[str, str], said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    recorder = MigrationRecorder(connection)
    change = recorder.record_unapplied if migration == HEADS else recorder.record_applied
    change(*migration)
    post("log.sign_head", key="x", now=SHANGHAI_MORNING)
    with pytest.raises(CommandError, match=said):
        call_command("work")
    monkeypatch.setattr(worker.signal, "signal", lambda *_: None)  # the tests keep their own way to be stopped
    with pytest.raises(OtherVersion, match=said):
        worker.work_until_stopped()
    assert Message.objects.get().attempts == 0
