"""The database itself refuses to change or delete anything of the issue log; only its end moves on."""

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("logleaf", "lognode", "logentry", "loghead")
WHY = "the issue log is append-only"
FUNCTION = f"""
CREATE FUNCTION refuse_change_of_issue_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{WHY}';
END $$;
"""


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION)
        for table in TABLES:
            refuse = "EXECUTE FUNCTION refuse_change_of_issue_log()"
            on = f"documents_{table}"
            editor.execute(
                f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {on} FOR EACH ROW {refuse}"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {on} FOR EACH STATEMENT {refuse}"
            )
    else:
        for table in TABLES:
            for act, done in (("UPDATE", "updated"), ("DELETE", "deleted")):
                editor.execute(
                    f"CREATE TRIGGER {table}_is_never_{done} BEFORE {act} ON documents_{table} "
                    f"BEGIN SELECT RAISE(ABORT, '{WHY}'); END"
                )


def backwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for table in TABLES:
            editor.execute(f"DROP TRIGGER {table}_is_append_only ON documents_{table}")
            editor.execute(f"DROP TRIGGER {table}_is_never_emptied ON documents_{table}")
        editor.execute("DROP FUNCTION refuse_change_of_issue_log()")
    else:
        for table in TABLES:
            for done in ("updated", "deleted"):
                editor.execute(f"DROP TRIGGER {table}_is_never_{done}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_issue_log")]
    operations = [migrations.RunPython(forwards, backwards)]
