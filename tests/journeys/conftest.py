"""Every journey happens in a real browser on a platform that began empty."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.every_page import Kind
from tests.journeys.town import Town
from tests.platform_process import Platform

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever is told here is a journey."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def gone_through() -> set[Kind]:
    """The kinds of pages that were looked at in full in this run."""
    return set()


@pytest.fixture(scope="module")
def town(
    new_platform: Callable[..., Platform],
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    gone_through: set[Kind],
) -> Iterator[Town]:
    """Monday 2024-11-04, nine in the morning: bureaus and units with their staff, and not one applicant."""
    platform = new_platform()
    built = Town(platform, browser, tmp_path_factory.mktemp("downloads"), gone_through)
    built.found("2024-11-04T09:00")
    platform.tell_registers([])
    platform.start()
    yield built
    built.close()
    platform.stop()
