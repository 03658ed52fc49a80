"""Pages that no machine may keep or list: those that show people, and those that answer about a person."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

View = Callable[..., HttpResponse]


def never_stored(view: View) -> View:
    """Tell browsers and whatever stands between to keep nothing of the answer; search engines may list the page."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return guarded


def never_kept(view: View) -> View:
    """Tell browsers and search engines to keep nothing of the answer."""
    stored = never_stored(view)

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = stored(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return guarded
