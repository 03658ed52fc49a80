"""Every journey happens in a real browser on a platform that began empty."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.every_page import GoneThrough
from tests.journeys.town import Town
from tests.made_once import copied, made_once
from tests.platform_process import ROOT, Platform
from zhicheng.domain.legal_time import BUREAU_ZONE

FIRST_MOMENT = datetime(2024, 11, 4, 9, 0, tzinfo=BUREAU_ZONE)
HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever is told here is a journey."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def gone_through(tmp_path_factory: pytest.TempPathFactory) -> GoneThrough:
    """The kinds of pages that were looked at in full in this run, by any of its processes."""
    return GoneThrough(made_once(tmp_path_factory, "gone-through", lambda _folder: None))


def found(platform: Platform, folder: Path) -> None:
    """Leaves in the folder the keys and the database of a town without applicants."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.foundation"],
        cwd=ROOT,
        env=platform.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    copied(platform.folder, folder)


@pytest.fixture(scope="module")
def town(
    new_platform: Callable[..., Platform],
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    gone_through: GoneThrough,
) -> Iterator[Town]:
    """Monday 2024-11-04, nine in the morning: bureaus and units with their staff, and not one applicant."""
    platform = new_platform()
    copied(made_once(tmp_path_factory, "town", lambda folder: found(new_platform(), folder)), platform.folder)
    built = Town(platform, browser, tmp_path_factory.mktemp("downloads"), gone_through)
    built.set_clock(FIRST_MOMENT)
    platform.tell_registers([])
    platform.start()
    yield built
    built.close()
    platform.stop()
