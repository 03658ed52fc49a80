"""Refuses a demo that could be reached from outside, or that calls itself production."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error


def demo_stays_at_home(**_more: Any) -> list[CheckMessage]:
    """Errors where the demo runs in production, or at an address that others reach without that being said."""
    faults: list[CheckMessage] = []
    if settings.ZHICHENG_PRODUCTION:
        faults.append(Error("the demo lets anyone become anyone; unset ZHICHENG_DEMO in production", id="demo.E001"))
    if not is_loopback(settings.PUBLIC_URL) and not settings.ZHICHENG_DEMO_PUBLIC:
        hint = "Set ZHICHENG_DEMO_PUBLIC=1 if everybody who reaches it may become anyone."
        faults.append(Error(f"the demo would be reached at {settings.PUBLIC_URL}", hint=hint, id="demo.E002"))
    return faults


def is_loopback(url: str) -> bool:
    """Whether the address leads to this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
