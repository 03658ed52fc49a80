"""Refuses whatever of the demo is named where the demo is not switched on; looks even when it is not installed."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error

DEMO_PACKAGE = "zhicheng.demo"


def no_demo_outside_the_demo(**_more: Any) -> list[CheckMessage]:
    """Errors for the demo's clock or app in settings that do not say DEMO."""
    if settings.DEMO:
        return []
    faults: list[CheckMessage] = []
    if settings.ZHICHENG_CLOCK.startswith(DEMO_PACKAGE):
        faults.append(Error("ZHICHENG_CLOCK names the demo's movable clock without ZHICHENG_DEMO", id="web.E001"))
    if apps.is_installed(DEMO_PACKAGE):
        faults.append(Error(f"{DEMO_PACKAGE} is installed without ZHICHENG_DEMO", id="web.E002"))
    return faults
