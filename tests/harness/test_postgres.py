import psycopg
import pytest

from tests.postgres import HOW_TO_GET_IT, PostgreSQL, binaries, temporary_postgres


@pytest.mark.faults
def test_the_server_for_kill_tests_flushes_every_commit(durable_postgres: PostgreSQL) -> None:
    with psycopg.connect(durable_postgres.url) as connection:
        assert connection.execute("show fsync").fetchone() == ("on",)
        assert connection.execute("show synchronous_commit").fetchone() == ("on",)


def test_a_temporary_server_leaves_nothing_behind() -> None:
    if binaries() is None:
        pytest.skip(HOW_TO_GET_IT)
    with temporary_postgres() as server:
        with psycopg.connect(server.url) as connection:
            assert connection.execute("select current_database()").fetchone() == ("zhicheng",)
        assert server.data.exists()
    assert not server.data.parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url)
