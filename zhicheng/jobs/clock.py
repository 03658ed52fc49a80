"""The worker's clock: besides the web's edge the only place that reads it."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.utils.module_loading import import_string


def real_now() -> datetime:
    """This very moment: for signatures on the wire, which an outside system checks against its own clock."""
    return datetime.now(UTC)  # noqa: TID251  (this is the edge)


def platform_now() -> datetime:
    """This moment on the platform's clock, which the demo can move."""
    clock: Callable[[datetime], datetime] = import_string(settings.ZHICHENG_CLOCK)
    return clock(real_now())
