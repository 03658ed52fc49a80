"""A gentle dam against floods: so many requests of one kind from one address in a span of real time."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from zhicheng.front.flood import flooded
from zhicheng.web.public.show import show

View = Callable[..., HttpResponse]


def at_most(count: int, seconds: int) -> Callable[[View], View]:
    """Let an address send `count` forms to the view in `seconds`; then answer 429 and say when to come again.

    Counted per process and by the real clock; opening a page by GET is never counted.
    """

    def dam(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and flooded(request, view.__name__, count, seconds):
                return _come_again(request, seconds)
            return view(request, *args, **kwargs)

        return guarded

    return dam


def at_most_looked_up(count: int, seconds: int) -> Callable[[View], View]:
    """As `at_most`, for a page whose address is itself the question: every request counts."""

    def dam(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if flooded(request, view.__name__, count, seconds):
                return _come_again(request, seconds)
            return view(request, *args, **kwargs)

        return guarded

    return dam


def _come_again(request: Any, seconds: int) -> HttpResponse:
    minutes = max(1, seconds // 60)
    response = show(request, "too_many", status=429, minutes=minutes)
    response["Retry-After"] = str(seconds)
    return response
