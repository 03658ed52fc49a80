"""The database itself refuses to change or delete a pack that was kept."""

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = """
CREATE FUNCTION refuse_change_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'policy packs are kept for good';
END $$;
CREATE TRIGGER edition_is_kept BEFORE UPDATE OR DELETE ON policy_edition
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_edition();
CREATE TRIGGER edition_is_never_emptied BEFORE TRUNCATE ON policy_edition
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_edition();
"""
POSTGRESQL_BACK = """
DROP TRIGGER edition_is_kept ON policy_edition;
DROP TRIGGER edition_is_never_emptied ON policy_edition;
DROP FUNCTION refuse_change_of_edition();
"""
SQLITE = (
    "CREATE TRIGGER edition_is_never_updated BEFORE UPDATE ON policy_edition "
    "BEGIN SELECT RAISE(ABORT, 'policy packs are kept for good'); END",
    "CREATE TRIGGER edition_is_never_deleted BEFORE DELETE ON policy_edition "
    "BEGIN SELECT RAISE(ABORT, 'policy packs are kept for good'); END",
)
SQLITE_BACK = ("DROP TRIGGER edition_is_never_updated", "DROP TRIGGER edition_is_never_deleted")


def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in (POSTGRESQL,) if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def backwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in (POSTGRESQL_BACK,) if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
