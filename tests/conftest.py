"""What every test stands on: its plugins, its marks, and the database chosen for the run."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile("here", deadline=None)  # a busy machine is no fault of the code
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")

# what is tested is who may sign in, not how long guessing takes: one pass over little memory
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1

pytest_plugins = (
    "tests.append_only",
    "tests.browser",
    "tests.clock",
    "tests.closed_network",
    "tests.platform_process",
    "tests.postgres",
    "tests.sharing_out",
)

ROOT = Path(__file__).resolve().parent.parent
NEEDS_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "client", "admin_client"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what touches the ORM as `database`, so that bin/test can repeat just that on PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        touches = item.get_closest_marker("django_db") or fixtures & NEEDS_DATABASE
        if touches and not item.get_closest_marker("once"):
            item.add_marker(pytest.mark.database)


@pytest.fixture
def database_kind() -> str:
    """The word "sqlite" or "postgresql", whichever this run stands on."""
    return "postgresql" if os.environ.get("ZHICHENG_TEST_DATABASE", "").startswith("postgres") else "sqlite"


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite stands in a file, as in use; in memory its locks and its journal are another machine's."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        database.setdefault("TEST", {})["NAME"] = str(Path(settings.DATA) / f"test-{worker}.sqlite3")
