"""The world of the tests that go over every page, built once a module, as it was for each test; and a story's clock."""

import copy
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.template.base import Template

from tests import bureau_desk
from tests.web_world import World, a_world, world_clock

DRAW = Template._render  # as it is in use; for tests Django has one that copies each template's context


@pytest.fixture(scope="module")
def _built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world in a transaction that is rolled back after the module."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        yield a_world()
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def world(
    _built: World, db: None, settings: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """Cases in every state and everybody who might look at them; the pages' clock stands at its moment."""
    settings.ZHICHENG_CLOCK = "tests.web_world.world_clock"
    caplog.set_level(logging.CRITICAL, "django.request")  # thousands of 404 and 405 are what is looked for
    monkeypatch.setattr(Template, "_render", DRAW)  # thousands of pages are drawn whose context nobody looks at
    moment = world_clock.now
    yield copy.deepcopy(_built)
    world_clock.now = moment


@pytest.fixture
def story_clock(settings: Any) -> Iterator[None]:
    """The pages' clock stands where `tests.bureau_desk.now` is set, and goes on as usual while that is None."""
    settings.ZHICHENG_CLOCK = "tests.bureau_desk.clock"
    yield
    bureau_desk.now = None
