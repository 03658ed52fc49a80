"""What the shells say on top of every page of the demo."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhicheng.domain.legal_time import legal_day


def banner(request: HttpRequest) -> dict[str, Any]:
    """The demo's day and where to change persona and clock; nothing of the day before the clock was read."""
    now = getattr(request, "now", None)
    return {
        "persona_url": reverse("demo-personas"),
        "clock_url": reverse("demo-clock"),
        "today": legal_day(now) if now else None,
    }


def demo_context(request: HttpRequest) -> dict[str, Any]:
    """The context processor that the settings add in the demo, and only there."""
    return {"demo": banner(request)}
