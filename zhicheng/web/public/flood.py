"""A gentle dam against floods: so many requests of one kind from one address in a span of real time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse

from zhicheng.front.flood import flooded
from zhicheng.web.public.show import show

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Dam:
    """So many requests of one kind from one address in a span of `seconds` of real time."""

    kind: str
    count: int
    seconds: int

    def overflows(self, request: Any) -> bool:
        """Counts the request, once however often it comes by; whether it is one too many."""
        if not hasattr(request, "overflowed"):
            request.overflowed = flooded(request, self.kind, self.count, self.seconds)
        return bool(request.overflowed)


def dam_of(view: View) -> Dam:
    """The dam that the view stands behind."""
    dam: Dam = view.dam  # type: ignore[attr-defined]
    return dam


def at_most(count: int, seconds: int) -> Callable[[View], View]:
    """Let an address send `count` forms to the view in `seconds`; then answer 429 and say when to come again.

    Counted per process and by the real clock; opening a page by GET is never counted.
    """

    return _dammed(count, seconds, lambda request: request.method == "POST")


def at_most_looked_up(count: int, seconds: int) -> Callable[[View], View]:
    """As `at_most`, for a page whose address is itself the question: every request counts."""

    return _dammed(count, seconds, lambda request: True)


def _dammed(count: int, seconds: int, counts: Callable[[Any], bool]) -> Callable[[View], View]:
    def behind_dam(view: View) -> View:
        dam = Dam(view.__name__, count, seconds)

        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if counts(request) and dam.overflows(request):
                return _come_again(request, seconds)
            return view(request, *args, **kwargs)

        guarded.dam = dam  # type: ignore[attr-defined]
        return guarded

    return behind_dam


def _come_again(request: Any, seconds: int) -> HttpResponse:
    minutes = max(1, seconds // 60)
    response = show(request, "too_many", status=429, minutes=minutes)
    response["Retry-After"] = str(seconds)
    return response
