"""The world of the tests that go over every page."""

import logging
from collections.abc import Iterator

import pytest

from tests.web_world import World, a_world, world_clock


@pytest.fixture
def world(db: None, settings, caplog: pytest.LogCaptureFixture) -> Iterator[World]:
    """Cases in every state and everybody who might look at them; the pages' clock stands at its moment."""
    settings.ZHICHENG_CLOCK = "tests.web_world.world_clock"
    caplog.set_level(logging.CRITICAL, "django.request")  # thousands of 404 and 405 are what is looked for
    yield a_world()
    world_clock.now = None
