import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_run_stands_on_the_database_that_it_names(database_kind: str) -> None:
    assert connection.vendor == database_kind
    assert "people_person" in connection.introspection.table_names()


@pytest.mark.django_db
def test_sqlite_is_a_file_with_a_journal_and_flushes_every_commit(database_kind: str) -> None:
    if database_kind != "sqlite":
        pytest.skip("about SQLite")
    with connection.cursor() as cursor:
        asked = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.django_db
def test_what_touches_the_orm_is_marked_to_be_repeated(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database")
