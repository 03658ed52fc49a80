"""The database itself refuses to change or delete an event."""

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = """
CREATE FUNCTION refuse_change_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are append-only';
END $$;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON events_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_event();
CREATE TRIGGER event_is_never_emptied BEFORE TRUNCATE ON events_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_event();
"""
POSTGRESQL_BACK = """
DROP TRIGGER event_is_append_only ON events_event;
DROP TRIGGER event_is_never_emptied ON events_event;
DROP FUNCTION refuse_change_of_event();
"""
SQLITE = (
    "CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON events_event "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
    "CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON events_event "
    "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END",
)
SQLITE_BACK = ("DROP TRIGGER event_is_never_updated", "DROP TRIGGER event_is_never_deleted")


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL)
    else:
        for statement in SQLITE:
            editor.execute(statement)


def backwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL_BACK)
    else:
        for statement in SQLITE_BACK:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
