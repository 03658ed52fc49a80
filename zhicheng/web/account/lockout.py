"""What a person sees after too many wrong passwords."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None, *args: Any, **kwargs: Any
) -> HttpResponse:
    """Say how long to wait and what else can be done; nothing of what was typed is shown again."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    locked = render(
        request, "account/locked_out.html", {"minutes": minutes, "tries": settings.AXES_FAILURE_LIMIT}, status=429
    )
    locked["Retry-After"] = str(minutes * 60)
    return locked
