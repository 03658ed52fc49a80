"""Addresses of the API: open to everybody, within limits, and whatever goes wrong is told in JSON."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from zhicheng.api.reply import refuse
from zhicheng.api.v1 import api
from zhicheng.front.flood import flooded

AT_MOST, SECONDS = 600, 60
View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """The view for everybody; it reads no cookie, so no token is asked for."""

    @wraps(view)
    def answered(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if flooded(request, "api", AT_MOST, SECONDS):
            response = refuse(429, [f"$: 请求太多，请 {SECONDS} 秒后再来"])
            response["Retry-After"] = str(SECONDS)
            return response
        response = view(request, *args, **kwargs)
        return _not_allowed(response) if response.status_code == 405 else response

    answered.right = "everybody"  # type: ignore[attr-defined]
    return csrf_exempt(answered)


def _not_allowed(response: HttpResponse) -> HttpResponse:
    allowed = response["Allow"]
    told = refuse(405, [f"$: 这个地址只接受 {allowed}"])
    told["Allow"] = allowed
    return told


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below."""
    return refuse(404, ["$: 没有这个接口"])


urlpatterns: list[URLPattern] = [
    *(
        path(str(one.pattern), guarded(one.callback), name=one.name)
        for one in api.urls[0]
        if isinstance(one, URLPattern) and one.name != "api-root"
    ),
    path("<path:rest>", guarded(nowhere), name="api-nowhere"),
]
